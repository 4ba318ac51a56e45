"""From which day to which day a measure is proposed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bangfu.accountability.whereabouts import Answer
from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.periods import month_number, period_holding

_CALENDAR = ("month", "quarter", "year")


def term(rule: ConsequenceRule, day: date, answer: Answer) -> tuple[date, date | None]:
    """The first and the last day; no last day for an act, or where a term of office has no known end.

    Six months from 31 August end on 27 February: the last day is the one before the same day of the month reached, which
    is cut to the length of that month.
    """
    if rule.lasts is None:
        return day, None
    if rule.lasts in _CALENDAR:
        period = period_holding(rule.lasts, day)
        return (period.start if rule.whole_period else day), period.last
    if rule.lasts == "term":
        known = answer.post is not None and answer.post.days.last != date.max
        return day, answer.post.days.last if answer.post is not None and known else None
    return day, last_day(rule.lasts, day)


def last_day(lasts: str, day: date) -> date | None:
    """The last day of what begins on a day and lasts so long; none where it lasts for a term of office."""
    if lasts in _CALENDAR:
        return period_holding(lasts, day).last
    if lasts == "term":
        return None
    months = int(lasts[1:-1]) * (12 if lasts.endswith("Y") else 1)
    return later(day, months) - timedelta(days=1)


def decided(start: date, end: date | None, on: date) -> tuple[date, date | None]:
    """A proposed time as it is decided on a day: months and years begin with the decision (S09), an act is that day's, and
    what ends with a calendar period still ends with it.
    """
    if end is None:
        return on, None
    after = end + timedelta(days=1)
    months = month_number(after) - month_number(start)
    if after.day == start.day == 1:
        return start, end
    if later(start, months) == after:
        return on, later(on, months) - timedelta(days=1)
    return min(max(on, start), end), end


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(month_number(day) + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
