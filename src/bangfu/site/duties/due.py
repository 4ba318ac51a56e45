"""What is due by when, and what was missed: the first thing that everybody's home page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from bangfu.regulation.periods import period_holding
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Verdict
from bangfu.site.duties.narrowing import NAMED
from bangfu.site.duties.rows import Row, rows_of

MOST = 40  # rows of one list on such a page; the rest is one link away


@dataclass(frozen=True)
class Listed:
    """The first rows of a list, and whether there are more."""

    rows: list[Row]
    more: bool

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True)
class Due:
    """Open duties by when they are due."""

    week: list[Row]
    month: list[Row]
    later: list[Row]
    more: bool

    @property
    def any(self) -> bool:
        """Whether anything is open."""
        return bool(self.week or self.month or self.later)


def lists(rows: QuerySet[Verdict], as_of: date, known: Law, *, with_done: bool = False) -> dict[str, Any]:
    """What a page shows of some verdicts: `due`, what was `missed`, and what is `done`. What they name is looked up once for
    all of it.
    """
    asked = {"due": _still(rows, as_of), "missed": _missed(rows, as_of)}
    asked |= {"done": _done(rows, as_of)} if with_done else {}
    found = {name: list(verdicts[: MOST + 1]) for name, verdicts in asked.items()}
    shown = [verdict for verdicts in found.values() for verdict in verdicts[:MOST]]
    prefetch_related_objects(shown, *NAMED)
    drawn = iter(rows_of(shown, as_of, known))
    listed = {
        name: Listed(list(islice(drawn, min(len(verdicts), MOST))), len(verdicts) > MOST)
        for name, verdicts in found.items()
    }
    return {**listed, "due": _by_when(listed["due"], as_of)}


def _by_when(still: Listed, as_of: date) -> Due:
    """This week, this month, later."""
    week, month = period_holding("week", as_of).last, period_holding("month", as_of).last
    return Due(
        list(_until(still.rows, date.min, week)),
        list(_until(still.rows, week, max(week, month))),
        list(_until(still.rows, max(week, month), date.max)),
        still.more,
    )


def _until(rows: Iterable[Row], after: date, last: date) -> Iterable[Row]:
    return (r for r in rows if after < r.verdict.period_end <= last)


def _still(rows: QuerySet[Verdict], as_of: date) -> QuerySet[Verdict]:
    """What is open, the first due first."""
    found = rows.filter(status="open", period_end__gte=as_of)
    return found.order_by("period_end", "regulation", "duty", "number")


def _missed(rows: QuerySet[Verdict], as_of: date, days: int = 366) -> QuerySet[Verdict]:
    """What was not done in periods that ended within a year, the latest first."""
    unmet = rows.filter(status="unmet", period_end__gte=as_of - timedelta(days=days))
    return unmet.order_by("-period_end", "regulation", "duty", "number")


def _done(rows: QuerySet[Verdict], as_of: date) -> QuerySet[Verdict]:
    """What is met already in the periods that run today."""
    met = rows.filter(status="met", period_start__lte=as_of, period_end__gte=as_of)
    return met.order_by("period_end", "regulation", "duty", "number")
