"""How long a tip may stay in a state: what the county set, from the day it was set for, or else what comes along."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.db.models import Q

from bangfu.site.tips.models import Limit, Tip


@cache
def shipped() -> dict[str, int]:
    """The days to begin with."""
    return tomllib.loads((Path(__file__).parent / "limits.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Span:
    """So many days for what came into a state from `first` and before `until`."""

    first: date
    until: date
    days: int


@dataclass(frozen=True)
class Limits:
    """The spans of each state, one after the other."""

    spans: dict[str, tuple[Span, ...]]

    def days(self, state: str, since: date) -> int | None:
        """How many days for what came into a state on a day; None where nothing is waited for."""
        return next((s.days for s in self.spans.get(state, ()) if s.first <= since < s.until), None)

    def due(self, tip: Tip) -> date | None:
        """The last day on which a tip is in time."""
        days = self.days(tip.state, tip.since)
        return None if days is None else tip.since + timedelta(days=days)

    def overdue(self, today: date) -> Q:
        """What is late, for the database."""
        late = Q(pk__in=())
        for state, spans in self.spans.items():
            for span in spans:
                before = min(span.until, today - timedelta(days=span.days))
                late |= Q(state=state, since__gte=span.first, since__lt=before)
        return late


def limits() -> Limits:
    """Those of the county of whoever asks."""
    return limits_of(Limit.objects.order_by("start", "set_at", "pk"))


def limits_of(rows: Iterable[Limit]) -> Limits:
    """Of what was set, in the order of its days; of two for one day the later word holds."""
    spans: dict[str, dict[date, int]] = {state: {date.min: days} for state, days in shipped().items()}
    for row in rows:
        spans[row.state][row.start] = row.days
    return Limits({state: tuple(_spans(known)) for state, known in spans.items()})


def _spans(known: dict[date, int]) -> Iterator[Span]:
    starts = sorted(known)
    for first, until in zip(starts, [*starts[1:], date.max], strict=True):
        yield Span(first, until, known[first])
