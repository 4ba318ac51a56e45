"""A period drawn as a strip of days: what counted above, what did not below. Figures for an SVG, no words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bangfu.regulation.periods import periods_between
from bangfu.site.duties.models import Verdict
from bangfu.site.ledger.models import Entry

WIDTH, MARGIN = 1000, 12
NARROWEST = 6  # so that a single day of a year is still seen
Span = tuple[date, date]


@dataclass(frozen=True)
class Bar:
    """Days on the strip."""

    x: float
    width: float
    label: str = ""

    @property
    def middle(self) -> float:
        """Where a text stands."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Strip:
    """All that the drawing needs."""

    period: Bar
    months: list[Bar]
    counted: list[Bar]
    others: list[Bar]
    as_of: float | None


def strip_of(verdict: Verdict, counted: Iterable[Entry], others: Iterable[Entry], as_of: date) -> Strip:
    """The strip of one verdict: its period with some days before and after it."""
    around = timedelta(days=max(3, (verdict.period_end - verdict.period_start).days // 12))
    scale = _Scale(verdict.period_start - around, verdict.period_end + around)
    months = periods_between("month", scale.first, scale.last)
    return Strip(
        scale.bar(verdict.period_start, verdict.period_end),
        [scale.bar(m.start, m.last, f"{m.start:%Y-%m}") for m in months],
        [scale.span(*span) for span in _spans(e for e in counted if scale.holds(e))],
        [scale.span(*span) for span in _spans(e for e in others if scale.holds(e))],
        scale.at(as_of) if scale.first <= as_of <= scale.last else None,
    )


def _spans(entries: Iterable[Entry]) -> list[Span]:
    """First and last days; what touches or overlaps is one mark, for a year of days would be hundreds."""
    found: list[Span] = []
    for start, last in sorted((e.on, e.until or e.on) for e in entries):
        if found and start <= found[-1][1] + timedelta(days=1):
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((start, last))
    return found


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day begins."""
        return MARGIN + (WIDTH - 2 * MARGIN) * (day - self.first).days / ((self.last - self.first).days + 1)

    def holds(self, entry: Entry) -> bool:
        return entry.on <= self.last and (entry.until or entry.on) >= self.first

    def bar(self, start: date, last: date, label: str = "") -> Bar:
        start, last = max(start, self.first), min(last, self.last)
        x = self.at(start)
        return Bar(round(x, 1), round(self.at(last + timedelta(days=1)) - x, 1), label)

    def span(self, start: date, last: date) -> Bar:
        bar = self.bar(start, last, f"{start}" if start == last else f"{start} – {last}")
        return Bar(bar.x, max(bar.width, NARROWEST), bar.label)
