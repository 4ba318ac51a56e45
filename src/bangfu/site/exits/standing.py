"""How households stand on a day, and how they came to stand so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from bangfu.site.exits.models import Course, Risk, Standing
from bangfu.site.exits.words import WORDS
from bangfu.site.roster.models import Household

STANDINGS = WORDS.codes("standing")
ON_THE_REGISTER = ("registered", "reverted")


@dataclass(frozen=True)
class Step:
    """One line of the history of a household. `to` is where it stands from then on, where that changed."""

    on: date
    word: str
    why: str
    by: str = ""
    course: str = ""
    to: str = ""


def on(household: str, day: date) -> str | None:
    """How a household stands on a day; None where it stands in no roster, and of one out of view."""
    with connection.cursor() as cursor:
        cursor.execute("select exits_standing_on(%s, %s)", [household, day.isoformat()])
        [(found,)] = cursor.fetchall()
    return found


# The same rule as `exits_standing_on` of the database, for many households and days at once; a test holds the two together.
_STOOD = """select h.id, h.place_id, d as day, coalesce(s.word,
        case when h.kinds && array['registered', 'scattered']::varchar[] then 'registered' else 'outside' end) as standing
    from unnest(%(days)s::date[]) d join roster_household h on d between coalesce(h.start, d) and coalesce(h."end", d)
    left join lateral (select f.word from exits_standing f where f.household_id = h.id and f.word <> 'cleared' and f."on" <= d
        order by f."on" desc, f.at desc, f.id desc limit 1) s on true"""


def of_all(day: date, households: Iterable[str] | None = None) -> dict[str, str]:
    """How every household in view stood on a day, or of these, in one question; those that stand in no roster on it are left out."""
    some = None if households is None else list(households)
    asked = f"select id, standing from ({_STOOD}) t where %(some)s::text[] is null or id = any (%(some)s)"
    return dict(_asked(asked, {"days": [day], "some": some}))


def by_year(low: int, high: int, days: list[date]) -> dict[int, dict[str, int]]:
    """How many households of an area stood how on some days, each of a year of its own."""
    found: dict[int, dict[str, int]] = {}
    asked = f"""select extract(year from day)::integer, standing, count(*) from ({_STOOD}) t
        where place_id between %(low)s and %(high)s group by 1, 2"""
    for year, standing, count in _asked(asked, {"days": days, "low": low, "high": high}):
        found.setdefault(year, {})[standing] = count
    return found


def history(household: Household) -> list[Step]:
    """Everything that became of a household, the latest first."""
    begun = household.start
    steps = [Step(begun, "taken_in", "", to=on(household.pk, begun) or "")] if begun else []
    for row in Standing.objects.filter(household=household):
        steps.append(
            Step(
                row.on, row.word, row.why, row.by, row.course_id or "", "" if row.word == "cleared" else row.word
            )
        )  # fmt: skip
    steps += [Step(risk.on, f"risk_{risk.kind}", risk.ground, risk.by) for risk in risks(household)]
    return sorted(steps, key=lambda step: step.on, reverse=True)


def risks(household: Household) -> list[Risk]:
    """Every risk that was found, the latest first."""
    return list(Risk.objects.filter(household=household))


def open_risk(household: str) -> Risk | None:
    """The risk for which a household is watched now."""
    [(found,)] = _asked("select exits_open_risk(%(pk)s)", {"pk": household})
    return Risk.objects.filter(pk=found).first() if found else None


def watched() -> QuerySet[Risk]:
    """The open risks in view, the oldest first."""
    rows = _asked("select r.id from exits_risk r where exits_open_risk(r.household_id) = r.id", {})
    found = Risk.objects.filter(pk__in=[pk for (pk,) in rows])
    return found.select_related("household__place__parent").order_by("on", "pk")


def going(household: str) -> list[Course]:
    """The courses of a household, the latest first."""
    return list(Course.objects.filter(household=household))


def _asked(statement: str, words: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, words)
        return cursor.fetchall()
