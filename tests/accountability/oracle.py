"""A slow, plain second reading of Dachuan's two ladders, written from the words and not from the engine."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from tests.accountability.village import HEADS, HOMES, Found

Expected = tuple[
    str, str, str, date, date | None, frozenset[str]
]  # clause, measure, person, from, to, causes
START = date(2017, 9, 8)


def expected(found: Iterable[Found], back: Iterable[tuple[str, date]]) -> set[Expected]:
    """Every line of the ladders of absence and of written criticism."""
    ids = {f: f.id for f in found}
    firm = sorted(f for f in ids if f.state is None and f.on >= START)
    lines: set[Expected] = set()
    for year in {f.on.year for f in firm}:
        for person, (_, _) in HOMES.items():
            spells = _spells(
                [f for f in firm if f.kind == "unexcused_absence" and f.person == person], set(back)
            )
            lines |= set(_absences(person, [s for s in spells if s[0].on.year == year]))
            named = [
                f for f in firm if f.kind == "written_criticism" and f.person == person and f.on.year == year
            ]
            lines |= set(_criticism(person, _days(named), head=False))
        for unit, head in HEADS.items():
            named = [
                f
                for f in firm
                if f.kind == "written_criticism" and HOMES[f.person][0] == unit and f.on.year == year
            ]
            lines |= set(_criticism(head, _days(named), head=True))
    return lines


def _spells(absences: list[Found], back: set[tuple[str, date]]) -> list[list[Found]]:
    """Absences on days in a row are one, unless the cadre is recorded in the village on one of the two days."""
    spells: list[list[Found]] = []
    for one in absences:
        if spells:
            before = spells[-1][-1]
            returned = (one.person, before.on) in back or (one.person, one.on) in back
            next_day = one.on == before.on + timedelta(days=1)
            if one.on == before.on or (next_day and not returned):
                spells[-1].append(one)
                continue
        spells.append([one])
    return spells


def _days(named: list[Found]) -> list[list[Found]]:
    return [[f for f in named if f.on == day] for day in sorted({f.on for f in named})]


def _causes(times: list[list[Found]], number: int) -> frozenset[str]:
    return frozenset(f.id for time in times[:number] for f in time)


def _absences(person: str, spells: list[list[Found]]) -> Iterable[Expected]:
    clause = "三(二)/1"
    if len(spells) >= 1:
        day, why = spells[0][0].on, _causes(spells, 1)
        yield clause, "allowance_cancelled", person, _first(day, 1), _last(day, 1), why
    if len(spells) >= 2:
        day, why = spells[1][0].on, _causes(spells, 2)
        yield clause, "allowance_cancelled", person, _first(day, 3), _last(day, 3), why
        yield clause, "admonition", person, day, None, why
        yield clause, "rating_cap", person, day, date(day.year, 12, 31), why
        yield clause, "rating_cap", person, day, None, why
        yield clause, "award_bar", person, day, None, why
        yield clause, "promotion_bar", person, day, _half_a_year_on(day), why
    if len(spells) >= 3:
        day, why = spells[2][0].on, _causes(spells, 3)
        yield clause, "allowance_cancelled", person, date(day.year, 1, 1), date(day.year, 12, 31), why
        yield clause, "recall_procedure", person, day, None, why


def _criticism(person: str, times: list[list[Found]], *, head: bool) -> Iterable[Expected]:
    clause = "三(一)/1"
    if len(times) >= 1:
        yield clause, "written_self_criticism", person, times[0][0].on, None, _causes(times, 1)
    if len(times) >= 2:
        yield clause, "admonitory_talk", person, times[1][0].on, None, _causes(times, 2)
    if len(times) >= 3 and head:
        day, why = times[2][0].on, _causes(times, 3)
        yield clause, "admonition", person, day, None, why
        yield clause, "rating_cap", person, day, date(day.year, 12, 31), why
        yield clause, "rating_cap", person, day, None, why
        yield clause, "award_bar", person, day, None, why
        yield clause, "promotion_bar", person, day, _half_a_year_on(day), why


def _first(day: date, months: int) -> date:
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _last(day: date, months: int) -> date:
    month = _first(day, months).month + months - 1
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def _half_a_year_on(day: date) -> date:
    """The last day of six months: the day before the same day of the month reached, or before that month's last."""
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1])) - timedelta(days=1)
