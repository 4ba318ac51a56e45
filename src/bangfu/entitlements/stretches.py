"""Stretches of days put together and laid beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bangfu.facts.roster.spans import Span, uncovered

DAY = timedelta(days=1)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as stretches that neither touch nor overlap, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (found[-1].last == date.max or span.first <= found[-1].last + DAY):
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)


def within(spans: Iterable[Span], whole: Span) -> tuple[Span, ...]:
    """What of these days lies in another stretch."""
    return union(part for span in spans if (part := span.within(whole)))


def left_over(spans: Iterable[Span], covers: Iterable[Span]) -> tuple[Span, ...]:
    """The days of `spans` that lie in none of `covers`."""
    covers = list(covers)
    return union(part for span in spans for part in uncovered(span, covers))


def days_of(spans: Iterable[Span]) -> Iterator[date]:
    """Day by day."""
    for span in spans:
        for number in range((span.last - span.first).days + 1):
            yield span.first + timedelta(days=number)


def length(spans: Iterable[Span]) -> int:
    """How many days these are."""
    return sum((span.last - span.first).days + 1 for span in spans)


def month_of(day: date) -> Span:
    """The calendar month of a day."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Span(first, following - DAY)


def months_of(span: Span) -> list[Span]:
    """The calendar months that share a day with a stretch."""
    found = [month_of(span.first)]
    while found[-1].last < span.last:
        found.append(month_of(found[-1].last + DAY))
    return found
