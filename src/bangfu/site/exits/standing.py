"""How households stand on a day, and how they came to stand so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db import connection
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Expression

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


# The same rule as `exits_standing_on` of the database, for many households and days at once; a test holds the two together. A
# stretch is how a household stood from a first day up to the day before `until`, while it stands in the roster.
_STRETCHES = """with said as materialized (select household_id, word, "on", lead("on") over each as until, row_number() over each as number
        from exits_standing where word <> 'cleared' window each as (partition by household_id order by "on", at, id)),
    stretch as (
        select h.id, h.place_id, coalesce(h.start, '-infinity') as first, least(s."on", h."end" + 1) as until,
            case when h.kinds && array['registered', 'scattered']::varchar[] then 'registered' else 'outside' end as word
        from roster_household h left join said s on s.household_id = h.id and s.number = 1
        union all
        select h.id, h.place_id, greatest(s."on", h.start), least(s.until, h."end" + 1), s.word
        from said s join roster_household h on h.id = s.household_id)"""
_STOOD = f"""{_STRETCHES} select {{what}} from stretch where first <= %s and (until is null or until > %s)"""


def of_all(day: date, households: Iterable[str] | None = None) -> dict[str, str]:
    """How every household in view stood on a day, or of these, in one question; those that stand in no roster on it are left out."""
    some = None if households is None else list(households)
    asked = f"{_STOOD.format(what='id, word')} and (%s::text[] is null or id = any (%s))"
    return dict(_asked(asked, [day, day, some, some]))


class _Stood(Expression):
    """The ids of the households that stood so on a day, as a question within another; what is asked for is handed over apart."""

    _SQL: ClassVar[str] = f"({_STOOD.format(what='id')} and (%s = '' or word = %s))"

    def __init__(self, word: str, day: date) -> None:
        super().__init__(CharField())
        self._params = (day, day, word, word)

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        """The question and what it is asked with."""
        return self._SQL, self._params


def stood(word: str, day: date) -> QuerySet[Household]:
    """The households in view that stood so on a day; with no word, all that stood in the roster."""
    return Household.objects.filter(pk__in=_Stood(word, day))


def by_place(low: int, high: int, days: list[date], step: int) -> Iterator[tuple[int, date, str, int]]:
    """How many households between two places stood how on some days: by place (`step` codes of it counted together), day, word.

    Households that are alike are counted together before days are asked for, so that more days cost little.
    """
    asked = f"""{_STRETCHES}, alike as (select place_id / %(step)s * %(step)s as place, word, first, until, count(*) as n from stretch
            where place_id between %(low)s and %(high)s group by 1, 2, 3, 4)
        select place, day, word, sum(n)::integer from alike join unnest(%(days)s::date[]) day
            on first <= day and (until is null or until > day) group by 1, 2, 3"""
    yield from _asked(asked, {"days": days, "low": low, "high": high, "step": step})  # type: ignore[misc]


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
    # The same rule as `exits_open_risk` of the database, for all at once.
    later = Standing.objects.filter(household=OuterRef("household"), word__in=("reverted", "struck"))
    same_day = Q(on=OuterRef("on"), at__gte=OuterRef("at"))
    over = Exists(Standing.objects.filter(risk=OuterRef("pk"))) | Exists(
        later.filter(Q(on__gt=OuterRef("on")) | same_day)
    )
    found = Risk.objects.filter(~over)
    return found.select_related("household__place__parent").order_by("on", "pk")


def going(household: str) -> list[Course]:
    """The courses of a household, the latest first."""
    return list(Course.objects.filter(household=household))


def _asked(statement: str, words: dict[str, Any] | list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, words)
        return cursor.fetchall()
