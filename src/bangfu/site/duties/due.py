"""What is due by when, and what was missed: the first thing that everybody's home page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from bangfu.regulation.periods import period_holding
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Verdict
from bangfu.site.duties.narrowing import NAMED
from bangfu.site.duties.rows import Row, rows_of

MOST = 60  # rows of one list on a home page; the rest is one link away


@dataclass(frozen=True)
class Due:
    """Open duties by when they are due."""

    week: list[Row]
    month: list[Row]
    later: list[Row]

    @property
    def any(self) -> bool:
        """Whether anything is open."""
        return bool(self.week or self.month or self.later)


def due(rows: QuerySet[Verdict], as_of: date, known: Law) -> Due:
    """What is still to be done: this week, this month, later."""
    still = rows.filter(status="open", period_end__gte=as_of).prefetch_related(*NAMED)
    found = rows_of(still.order_by("period_end", "regulation", "duty", "number")[:MOST], as_of, known)
    week, month = period_holding("week", as_of).last, period_holding("month", as_of).last
    return Due(
        list(_until(found, date.min, week)),
        list(_until(found, week, max(week, month))),
        list(_until(found, max(week, month), date.max)),
    )


def _until(rows: Iterable[Row], after: date, last: date) -> Iterable[Row]:
    return (r for r in rows if after < r.verdict.period_end <= last)


def missed(rows: QuerySet[Verdict], as_of: date, known: Law, days: int = 366) -> list[Row]:
    """What was not done in periods that ended within a year, the latest first."""
    since = as_of - timedelta(days=days)
    unmet = rows.filter(status="unmet", period_end__gte=since).prefetch_related(*NAMED)
    return rows_of(unmet.order_by("-period_end", "regulation", "duty", "number")[:MOST], as_of, known)


def done(rows: QuerySet[Verdict], as_of: date, known: Law) -> list[Row]:
    """What is met already in the periods that run today."""
    met = rows.filter(status="met", period_start__lte=as_of, period_end__gte=as_of).prefetch_related(*NAMED)
    return rows_of(met.order_by("period_end", "regulation", "duty", "number")[:MOST], as_of, known)
