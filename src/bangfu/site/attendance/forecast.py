"""Where the days of the year lead at the pace so far: `214 of 220`, long before the year is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.duties.models import Verdict
from bangfu.site.duties.rows import Row

DAYS, WORKDAYS = "days", "workdays"


@dataclass(frozen=True)
class Forecast:
    """One duty that counts days: done, asked, expected at this pace, and how many of the days that are left it takes."""

    row: Row
    done: int
    asked: int
    expected: int
    left: int  # days on which it can still be done

    @property
    def lacking(self) -> int:
        """How many are still to be done."""
        return max(self.asked - self.done, 0)

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the days that are left are not enough."""
        return self.lacking > self.left


def forecasts(rows: Iterable[Row], calendar: WorkCalendar) -> list[Forecast]:
    """Of the open verdicts that count days, where they lead."""
    found = (
        _forecast(row, calendar)
        for row in rows
        if row.verdict.status == "open" and row.verdict.unit in (DAYS, WORKDAYS)
    )
    return [f for f in found if f is not None]


def _forecast(row: Row, calendar: WorkCalendar) -> Forecast | None:
    v = row.verdict
    passed = _days(v, v.period_start, row.as_of, calendar)
    left = _days(v, row.as_of, v.period_end, calendar) - _days(v, row.as_of, row.as_of, calendar)
    if v.required is None or passed <= 0:
        return None
    done = int(v.achieved)
    return Forecast(row, done, ceil(v.required), done + int(done * left / passed), left)


def _days(verdict: Verdict, first: date, last: date, calendar: WorkCalendar) -> int:
    """Days of a period on which it could be done: workdays where it asks for workdays and the calendar knows them."""
    known = all(calendar.knows(year) for year in range(first.year, last.year + 1))
    if verdict.unit == WORKDAYS and known:
        return calendar.count(first, last)
    return (last - first).days + 1
