"""Calendar periods, Asia/Shanghai: half-open spans of days with fixed starts.

A set of days is held as one 32-bit mask a month (bit 0 is the first). A period, a post, a regulation in force, the
official workdays and the days on which something was done are all such sets, so counting is the size of an
intersection: two-month periods begin in January, weeks on Monday, half months on the 1st and the 16th.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from bangfu.errors import BangfuError, Problem
from bangfu.regulation.shapes import FIRST_YEAR, LAST_YEAR, PeriodName

Masks = NDArray[np.uint32]
EPOCH = date(1970, 1, 1)
MONTHS: dict[str, int] = {"month": 1, "2_months": 2, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, order=True)
class Period:
    """A span of days: `start` belongs to it, `stop` is the day after its last."""

    start: date
    stop: date

    @property
    def last(self) -> date:
        """The last day that counts."""
        return self.stop - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.stop - self.start).days

    def over(self, as_of: date) -> bool:
        """Whether it has ended on that day: a period is over after its last day."""
        return as_of >= self.stop


def period_holding(name: PeriodName, day: date) -> Period:
    """The calendar period of this name that holds `day`."""
    if name == "day":
        return Period(day, day + timedelta(days=1))
    if name == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=7))
    if name == "half_month":
        if day.day <= 15:
            return Period(day.replace(day=1), day.replace(day=16))
        return Period(day.replace(day=16), _month_start(month_number(day) + 1))
    first = month_number(day) // MONTHS[name] * MONTHS[name]
    return Period(_month_start(first), _month_start(first + MONTHS[name]))


def periods_between(name: PeriodName, first: date, last: date) -> list[Period]:
    """All periods of this name that share a day with `first`..`last` (both included), in order."""
    found: list[Period] = []
    day = first
    while day <= last:
        period = period_holding(name, day)
        found.append(period)
        day = period.stop
    return found


def within_reason(day: date, named: str) -> date:
    """The day itself. Raises `BangfuError` (`year_out_of_range`) for one no calendar of ours reaches."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        bounds = (("first", str(FIRST_YEAR)), ("last", str(LAST_YEAR)))
        raise BangfuError(Problem("year_out_of_range", named, value=day.isoformat(), details=bounds))
    return day


def year_within_reason(year: int, named: str = "year") -> int:
    """The year itself. Raises `BangfuError` (`year_out_of_range`) for one no calendar of ours reaches."""
    if not FIRST_YEAR <= year < LAST_YEAR:
        bounds = (("first", str(FIRST_YEAR)), ("last", str(LAST_YEAR - 1)))
        raise BangfuError(Problem("year_out_of_range", named, value=str(year), details=bounds))
    return year


def month_number(day: date) -> int:
    """Months since year 0: January 2020 is 24240."""
    return day.year * 12 + day.month - 1


def _month_start(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def day_number(day: date) -> int:
    """Days since 1970-01-01, as Arrow's date32 counts them."""
    return (day - EPOCH).days


@cache
def month_days(number: int) -> int:
    """How many days a month has."""
    return monthrange(number // 12, number % 12 + 1)[1]


@dataclass(frozen=True)
class Window:
    """The months a judgement looks at: `first` is a month number, `count` how many follow from it."""

    first: int
    count: int

    @classmethod
    def holding(cls, start: date, last: date) -> Window:
        """The months from the one of `start` to the one of `last`."""
        first = month_number(start)
        return cls(first, month_number(last) - first + 1)

    @cached_property
    def starts(self) -> NDArray[np.int32]:
        """The day number of each month's first day, and of the first day after the last month."""
        months = range(self.first, self.first + self.count + 1)
        return np.array([day_number(_month_start(m)) for m in months], dtype=np.int32)

    def span(self, start: date, stop: date) -> Masks:
        """The mask of every month for the days `start` ≤ d < `stop`."""
        first, last = np.array([day_number(start)]), np.array([day_number(stop) - 1])
        return self.spans(first, last)[0]

    def spans(self, first: NDArray[np.integer], last: NDArray[np.integer]) -> Masks:
        """The masks of many spans at once, both days included: one row a span, one column a month."""
        starts = self.starts.astype(np.int64)
        begin = np.clip(first[:, None] - starts[None, :-1], 0, 32).astype(np.uint64)
        length = np.diff(starts)[None, :]
        end = np.clip(last[:, None] + 1 - starts[None, :-1], 0, length).astype(np.uint64)
        one = np.uint64(1)
        below_end = (one << end) - one
        below_begin = (one << begin) - one
        return (below_end & ~below_begin).astype(np.uint32)

    def pieces(self, period: Period) -> tuple[tuple[int, int], ...]:
        """A period as (column, mask) pairs, only where it has days inside the window."""
        return _pieces(self, period)


@lru_cache(maxsize=4096)
def _pieces(window: Window, period: Period) -> tuple[tuple[int, int], ...]:
    masks = window.span(period.start, period.stop)
    return tuple((int(column), int(masks[column])) for column in np.nonzero(masks)[0])
