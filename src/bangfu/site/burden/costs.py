"""How long entries take: what the county set, and what was measured here beside it. Nothing is made up where nothing was set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection

from bangfu.site.burden.figures import question
from bangfu.site.burden.keeping import kept
from bangfu.site.burden.models import Cost
from bangfu.site.clock import moment
from bangfu.site.roster.models import Place
from bangfu.site.web.models import Account

ENOUGH = 20  # pauses between entries that make a measure; of fewer nothing is told


@dataclass(frozen=True)
class Time:
    """Seconds that some entries take, and how many entries nothing was set for."""

    seconds: Fraction = Fraction(0)
    unset: Fraction = Fraction(0)

    def __add__(self, other: Time) -> Time:
        return Time(self.seconds + other.seconds, self.unset + other.unset)


Costs = dict[str, int]  # seconds by kind of entry


def set_cost(user: Account, county: Place, cost: Cost) -> Cost:
    """Set how long an entry of a kind takes in a county, from a day on. Raises `BangfuError`."""
    cost.county, cost.made_by, cost.made_at = county, user.pk, moment()
    with kept():
        cost.save(force_insert=True)
    return cost


def costs_on(day: date) -> Costs:
    """What holds on a day; nothing for whoever looks at several counties at once, which may have set different things."""
    rows = list(Cost.objects.filter(start__lte=day).order_by("start", "made_at", "pk"))
    counties = {row.county_id for row in rows}  # type: ignore[attr-defined]
    return {row.what: row.seconds for row in rows} if len(counties) == 1 else {}


def time_of(entries: Fraction, kinds: Iterable[str], costs: Costs) -> Time:
    """The time that entries take, each of one of these kinds: the shortest of them, where all of them are set."""
    told = [costs.get(kind) for kind in kinds]
    known = [seconds for seconds in told if seconds is not None]
    if not told or len(known) < len(told):
        return Time(unset=entries)
    return Time(seconds=entries * min(known))


def measured(since: date, until: date) -> dict[str, tuple[int, int]]:
    """By kind the middle pause between an entry and the one before it in the same sitting, in seconds, and of how many pauses."""
    with connection.cursor() as cursor:
        said: dict[str, Any] = {"first": since, "last": until, "enough": ENOUGH}
        cursor.execute(question("measured"), said)
        return {kind: (seconds, number) for kind, seconds, number in cursor.fetchall()}
