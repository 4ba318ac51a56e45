"""Calendar months, and how a period is cut into them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

SHOWN = 13  # months of a board: the one looked at, back to the same of last year


def first_of(day: date, back: int = 0) -> date:
    """The first day of the month of a day, or of one some months earlier."""
    number = day.year * 12 + day.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def last_of(month: date) -> date:
    """Its last day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def window(month: date) -> list[date]:
    """The months that a board shows, the one looked at last."""
    return [first_of(month, back) for back in range(SHOWN - 1, -1, -1)]


def cut(start: date, end: date, months: list[date]) -> Iterator[tuple[date, Fraction]]:
    """The part of a period that lies in each month, by days; both days of the period belong to it."""
    whole = (end - start).days + 1
    for month in months:
        first, last = max(start, month), min(end, last_of(month))
        if first <= last:
            yield month, Fraction((last - first + timedelta(days=1)).days, whole)
