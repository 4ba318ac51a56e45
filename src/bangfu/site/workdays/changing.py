"""Changing the calendar: what is wanted of days, which rows that takes, and writing them in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pghistory
from django.db import transaction

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.workdays import SATURDAY, WorkCalendar
from bangfu.site.clock import now
from bangfu.site.roster.codes import county_at
from bangfu.site.web.models import Account
from bangfu.site.workdays.models import Day
from bangfu.site.workdays.official import official

LIBRARY = WorkCalendar()


@dataclass(frozen=True)
class Setting:
    """Whether a day is worked, and what it is called."""

    workday: bool
    name: str = ""


Wanted = Mapping[date, Setting | None]  # None: as if nobody had ever set it


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    return [
        date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]


def usual(day: date) -> Setting:
    """What a day is where no holiday touches it."""
    return Setting(day.weekday() < SATURDAY)


def as_before(days: Iterable[date]) -> Wanted:
    """Days as they were before somebody set them; in a year that was entered here, as weekdays have it."""
    calendar = official()
    entered = {d.year for d in days if calendar.knows(d.year) and not LIBRARY.knows(d.year)}
    return {day: usual(day) if day.year in entered else None for day in days}


def rest_of(year: int) -> Wanted:
    """Every day of a year that is not set yet, as weekdays have it: with these the year is known."""
    there = _standing([year])
    return {day: usual(day) for day in days_of(year) if day not in there}


def none_of(year: int) -> Wanted:
    """A year without anything that was set in it."""
    return dict.fromkeys(days_of(year))


def arrangement(told: Mapping[date, Setting]) -> Wanted:
    """What a table says; of a year that the library does not know all other days, too, as weekdays have it."""
    wanted: dict[date, Setting | None] = {}
    for year in sorted({day.year for day in told}):
        if not LIBRARY.knows(year):
            wanted |= {day: usual(day) for day in days_of(year)}
    return {**wanted, **told}


def needed(wanted: Wanted) -> dict[date, Setting | None]:
    """The rows that have to be written, or removed (None), for days to be as wanted."""
    there = _standing({day.year for day in wanted})
    rows = {day: _row(day, setting) for day, setting in wanted.items()}
    held = {day: Setting(row.workday, row.name) for day, row in there.items()}
    return {day: row for day, row in rows.items() if row != held.get(day)}


def change(account: Account, wanted: Wanted, reason: str) -> int:
    """Have days as wanted; how many rows it took. Raises `BangfuError` for a day that another county set."""
    rows, county = needed(wanted), county_at(account.area_id or 0)
    there = _standing({day.year for day in rows})
    foreign = [day for day in rows if day in there and there[day].place_id != county]
    if foreign:
        raise BangfuError(Problem("day_of_another_county", value=foreign[0].isoformat()))
    written = [
        Day(
            day=day, workday=row.workday, name=row.name, place_id=county, set_by=account.pk, set_at=now()
        )
        for day, row in rows.items()
        if row
    ]  # fmt: skip
    with pghistory.context(reason=reason), transaction.atomic():
        Day.objects.filter(pk__in=[day for day, row in rows.items() if row is None]).delete()
        Day.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["workday", "name", "set_by", "set_at"],
        )
    return len(rows)


def _standing(years: Iterable[int]) -> dict[date, Day]:
    return {row.day: row for row in Day.objects.filter(day__year__in=list(years))}


def _row(day: date, setting: Setting | None) -> Setting | None:
    """A day as the library has it needs no row."""
    known = LIBRARY.knows(day.year) and setting is not None
    return None if known and setting and LIBRARY.is_workday(day) == setting.workday else setting
