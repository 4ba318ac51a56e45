"""Counts of the register on a day, by village: for the register's pages and for the map alike; and where they do not agree.

The village books, the township's register and the distribution are three views of the same households (GI-15). They are counted
apart here, so that what stands in one and not in another is found by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from bangfu.site.household.listing import ORDER, standing_on, unfiled
from bangfu.site.household.models import Standing
from bangfu.site.roster.holding import on as on_register
from bangfu.site.roster.models import Household, Place


@dataclass
class Counts:
    """One village on a day. A household without a file counts as a household, and nobody knows its persons."""

    place: int
    households: int = 0
    filed: int = 0
    persons: int = 0
    causes: Counter[str] = field(default_factory=Counter[str])  # by the main cause
    unmet: Counter[str] = field(default_factory=Counter[str])  # guarantees that are not assured

    @property
    def main_causes(self) -> list[tuple[str, int]]:
        """The three most frequent causes; a template cannot ask a counter for them."""
        return self.causes.most_common(3)

    def add(self, other: Counts) -> None:
        """Add another village."""
        self.households += other.households
        self.filed += other.filed
        self.persons += other.persons
        self.causes += other.causes
        self.unmet += other.unmet


@dataclass(frozen=True)
class Defect:
    """A household that stands in one view and not in another: `no_file` or `no_village`."""

    household: Household
    code: str


def counts_on(day: date, area: Place | None = None) -> dict[int, Counts]:
    """Every village in view (of an area) with households on the register that day."""
    rows = standing_on(day, area).filter(on_register(day)).order_by()
    alike = rows.values_list("place_id", "now__causes__0", "now__unmet")  # households that count for the same
    told = alike.annotate(Count("pk"), Count("now__version"), Sum("now__persons"))
    found: dict[int, Counts] = {}
    for place, cause, unmet, households, filed, persons in told:
        counts = found.setdefault(place or 0, Counts(place or 0))
        counts.households += households
        counts.filed += filed
        counts.persons += persons or 0
        counts.causes.update({cause: filed} if cause else {})
        counts.unmet.update(dict.fromkeys(unmet or (), filed))
    return dict(sorted(found.items()))


def total(counts: Iterable[Counts], place: int = 0) -> Counts:
    """The sum of some villages."""
    found = Counts(place)
    for each in counts:
        found.add(each)
    return found


def books_on(day: date, area: Place | None = None) -> Counter[int]:
    """How many rows the book of each village has, counted from what stands and not from the roster."""
    rows = Standing.objects.filter(start__lte=day, until__gt=day, household__in=_held(day, area))
    return Counter(dict(rows.order_by().values_list("place").annotate(Count("pk"))))


def defects_on(day: date, area: Place | None = None, most: int | None = None) -> list[Defect]:
    """The households by which village books, register and distribution differ on a day (GI-15); of `most`, the first so many."""
    found: list[Defect] = []
    for code, rows in _differing(day, area).items():
        left = None if most is None else most - len(found)
        near = rows.select_related("place", "place__parent").order_by(*ORDER)
        found += [Defect(one, code) for one in near[:left]]
    return found


def count_defects(day: date, area: Place | None = None) -> int:
    """How many they are."""
    return sum(rows.order_by().count() for rows in _differing(day, area).values())


def _differing(day: date, area: Place | None) -> dict[str, QuerySet[Household]]:
    rows = standing_on(day, area).filter(on_register(day))
    astray = rows.filter(now__version__isnull=False).exclude(place__level="village")
    return {"no_file": rows.filter(unfiled(day)), "no_village": astray}


def _held(day: date, area: Place | None) -> Any:
    rows = Household.objects.filter(on_register(day))
    return (rows.filter(place__gte=area.code, place__lte=area.last) if area else rows).values("pk")
