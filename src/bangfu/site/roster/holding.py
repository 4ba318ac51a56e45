"""What holds on a day, and how long it held."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from bangfu.site.roster.models import Dated

Row = TypeVar("Row", bound=Dated)


def holding(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """The rows that hold on a day; an unknown first day is long ago, an empty last day is still to come."""
    return rows.filter(on(day))


def on(day: date, prefix: str = "") -> Q:
    """The same as a condition, also of rows that are reached by `prefix`."""
    begun = Q(**{f"{prefix}start__isnull": True}) | Q(**{f"{prefix}start__lte": day})
    still = Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day})
    return begun & still


def holds(row: Dated, day: date) -> bool:
    """Whether one row holds on a day."""
    return (row.start is None or row.start <= day) and (row.end is None or row.end >= day)
