"""Days moved by months."""

from __future__ import annotations

from datetime import date, timedelta


def moved(day: date, months: int) -> date:
    """The same day so many months later; the last of a month stays the last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = _last(year, month + 1)
    ends = day == _last(day.year, day.month)
    return last if ends or day.day > last.day else date(year, month + 1, day.day)


def _last(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
