"""Stretches of days, both ends included, and the time that a case covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from bangfu.facts.case import Case

_DAY = timedelta(days=1)
_DATED = ("posts", "households", "pairings", "activities", "findings")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """From `first` to `last`, both included."""

    first: date
    last: date

    def within(self, other: Span) -> Span | None:
        """The days common to both."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


ALWAYS = Span(date.min, date.max)


def span(start: date | None, end: date | None) -> Span:
    """The days of a record; an empty start or end is unknown and bounds nothing."""
    return Span(start or date.min, end or date.max)


def time_of(case: Case) -> Span:
    """From the earliest to the latest date in roster and ledger; a case without any date has no bounds."""
    days: list[date] = []
    for name in _DATED:
        table = case[name]
        for column in table.column_names:
            if pa.types.is_date32(table.schema.field(column).type) and table.num_rows:
                found = table[column].drop_null().to_numpy()
                days += [d.item() for d in (found.min(), found.max())] if found.size else []
    return Span(min(days), max(days)) if days else ALWAYS


def uncovered(whole: Span, covers: Iterable[Span], number: int = 1) -> list[Span]:
    """The stretches of `whole` on which fewer than `number` of `covers` hold."""
    steps: dict[date, int] = {whole.first: 0}
    for cover in covers:
        part = cover.within(whole)
        if part is not None:
            steps[part.first] = steps.get(part.first, 0) + 1
            if part.last < whole.last:
                steps[part.last + _DAY] = steps.get(part.last + _DAY, 0) - 1
    return _low_stretches(sorted(steps.items()), whole.last, number)


def _low_stretches(steps: list[tuple[date, int]], last: date, number: int) -> list[Span]:
    found: list[Span] = []
    open_since: date | None = None
    holding = 0
    for day, change in steps:
        holding += change
        if holding < number and open_since is None:
            open_since = day
        elif holding >= number and open_since is not None:
            found.append(Span(open_since, day - _DAY))
            open_since = None
    return found if open_since is None else [*found, Span(open_since, last)]
