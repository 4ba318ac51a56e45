"""Official workdays: the State Council's calendar with its make-up days, and a table that may correct it."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import chinese_calendar
import numpy as np

from bangfu.language import Language
from bangfu.regulation.periods import Masks, Window, month_days

SATURDAY = 5


@dataclass(frozen=True)
class WorkCalendar:
    """The official calendar, with `corrections` (day → is a workday) for years the library does not know yet."""

    corrections: Mapping[date, bool] = field(default_factory=dict[date, bool])

    def knows(self, year: int) -> bool:
        """Whether every day of that year is settled."""
        if _library_knows(year):
            return True
        return sum(day.year == year for day in self.corrections) == 365 + isleap(year)

    def is_workday(self, day: date) -> bool:
        """Whether `day` is an official workday. Raises LookupError for a year nobody has settled."""
        if day in self.corrections:
            return self.corrections[day]
        if not _library_knows(day.year):
            raise LookupError(f"no official calendar for {day.year}")
        return bool(chinese_calendar.is_workday(day))

    def expects_work(self, day: date) -> bool:
        """The same without an error: of a year that nobody has settled, what is set, and else Monday to Friday."""
        if self.knows(day.year) or day in self.corrections:
            return self.is_workday(day)
        return day.weekday() < SATURDAY

    def masks(self, window: Window) -> Masks:
        """The workdays of every month of a window; months of unknown years are empty."""
        months = range(window.first, window.first + window.count)
        return np.array([self._month(number) for number in months], dtype=np.uint32)

    def count(self, first: date, last: date) -> int:
        """How many official workdays lie in `first`..`last`, both included."""
        window = Window.holding(first, last)
        inside = window.spans(
            np.array([(first - date(1970, 1, 1)).days]), np.array([(last - date(1970, 1, 1)).days])
        )
        return int(np.bitwise_count(self.masks(window) & inside[0]).sum())

    def _month(self, number: int) -> int:
        year = number // 12
        corrected = any(day.year == year for day in self.corrections)
        if not corrected:
            return _official_month(number)
        return _mask(self, number) if self.knows(year) else 0


def holiday_name(day: date, tongue: Language) -> str:
    """The holiday that a day off, or the make-up day for one, belongs to; nothing for other days and unknown years."""
    if not _library_knows(day.year):
        return ""
    name = chinese_calendar.get_holiday_detail(day)[1]
    holiday = next((h for h in chinese_calendar.Holiday if h.value == name), None)
    return str(getattr(holiday, "chinese") if tongue == "zh" else name) if holiday else ""  # noqa: B009 -- unknown to types


def _mask(calendar: WorkCalendar, number: int) -> int:
    days = (date(number // 12, number % 12 + 1, d) for d in range(1, month_days(number) + 1))
    return sum(1 << (day.day - 1) for day in days if calendar.is_workday(day))


@cache
def _official_month(number: int) -> int:
    return _mask(WorkCalendar(), number) if _library_knows(number // 12) else 0


@cache
def _library_knows(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 12, 31))
    except NotImplementedError:
        return False
    return True
