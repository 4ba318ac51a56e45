"""A year of allowances as the chart of its page takes it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bangfu.entitlements.line import Line


def by_month(lines: Iterable[Line]) -> dict[str, Any]:
    """What was paid, is left and was cancelled of each month whose amounts are known, in yuan."""
    found = [line for line in lines if line.kind == "allowance" and line.amount is not None]
    months = sorted({line.period for line in found})
    series = (("met", _("已发"), "paid"), ("open", _("未发"), "left"), ("exempt", _("已取消"), "deducted"))
    return {
        "categories": months,
        "series": [
            {"name": name, "state": state, "values": [_sum(found, month, of) for month in months]}
            for state, name, of in series
        ],
    }


def _sum(lines: Iterable[Line], month: str, name: str) -> float:
    known = (getattr(line, name) or Decimal(0) for line in lines if line.period == month)
    return float(max(sum(known, Decimal(0)), Decimal(0)))
