"""The one calendar of the site: the library's, with the days that were set here."""

from __future__ import annotations

from datetime import date

from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.clock import today
from bangfu.site.workdays.models import Day

NOTICE_COMES = 11  # the month in which the State Council usually tells the next year's holidays


def official() -> WorkCalendar:
    """The calendar by which this installation works."""
    return WorkCalendar(dict(Day.objects.values_list("day", "workday")))


def workdays_in(first: date, last: date) -> int | None:
    """How many days of a span are worked; None where nobody has settled a year of it."""
    calendar = official()
    known = all(calendar.knows(year) for year in range(first.year, last.year + 1))
    return calendar.count(first, last) if known else None


def unknown_years() -> list[int]:
    """This year, and from November on the next one, where neither the library nor anybody here knows it."""
    day, calendar = today(), official()
    years = [day.year] if day.month < NOTICE_COMES else [day.year, day.year + 1]
    return [year for year in years if not calendar.knows(year)]
