"""Counts by status, as the board of the library tallies them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min, QuerySet

from bangfu.paper.model import STATUSES, Tally
from bangfu.site.duties.models import Verdict
from bangfu.site.web.words import word


def tally_of(rows: QuerySet[Verdict]) -> Tally:
    """How many of each status."""
    counted = rows.order_by().values_list("status").annotate(Count("pk"))
    return Tally(**dict(counted))


def tally_since(rows: QuerySet[Verdict], as_of: date) -> tuple[Tally, date]:
    """How many of each status, and when the first of them begins; the day itself where there are none."""
    counted = list(rows.order_by().values_list("status").annotate(Count("pk"), Min("period_start")))
    return Tally(**{status: n for status, n, _ in counted}), min((at for *_, at in counted), default=as_of)


def of_each(tally: Tally) -> list[tuple[str, str, int]]:
    """(code, word, number) of every status, in the fixed order."""
    return [(s, word("status", s), tally.of(s)) for s in STATUSES]
