"""Figures as the charts of the pages take them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from bangfu.paper.model import STATUSES, Tally
from bangfu.site.duties.models import Verdict
from bangfu.site.web.words import word

Chart = dict[str, Any]


def by_month(rows: QuerySet[Verdict], as_of: date) -> Chart:
    """The share met of the periods that ended in each month of the last two years, in percent."""
    settled = rows.filter(
        status__in=("met", "unmet"), period_end__lte=as_of, period_end__year__gte=as_of.year - 1
    )
    counted = settled.order_by().annotate(month=TruncMonth("period_end")).values_list("month", "status")
    of: dict[date, dict[str, int]] = {}
    for month, status, number in counted.annotate(Count("pk")):
        of.setdefault(month, {})[status] = number
    months = sorted(of)
    shares = [Tally(**of[m]).kept for m in months]
    return {
        "categories": [f"{m:%Y-%m}" for m in months],
        "series": [{"name": _("落实率"), "state": "met", "values": [_percent(s) for s in shares]}],
        "unit": "%",
    }


def by_part(parts: Iterable[tuple[str, Tally]]) -> Chart:
    """Each part of an area as one bar of its verdicts that are settled or open."""
    found = list(parts)
    shown = [s for s in STATUSES if s != "exempt"]
    return {
        "categories": [name for name, _tally in found],
        "series": [
            {"name": word("status", s), "state": s, "values": [tally.of(s) for _name, tally in found]}
            for s in shown
        ],
        "horizontal": True,
    }


def _percent(share: float | None) -> int | None:
    return None if share is None else int(share * 100 + 1e-9)
