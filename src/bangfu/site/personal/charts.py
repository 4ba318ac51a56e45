"""What somebody wrote down in a year, as the chart of their own file takes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Person
from bangfu.site.web.words import word


def by_month(person: Person, day: date) -> dict[str, Any]:
    """How many entries of each kind in each month of the year until a day; no categories where there are none."""
    rows = Entry.objects.filter(person=person.pk, on__year=day.year, on__lte=day, withdraws=False)
    counted = rows.order_by().annotate(month=TruncMonth("on")).values_list("kind", "month")
    of: dict[str, dict[int, int]] = {}
    for kind, month, number in counted.annotate(Count("pk")):
        of.setdefault(kind, {})[month.month] = number
    months = range(1, day.month + 1)
    most = sorted(of, key=lambda kind: -sum(of[kind].values()))
    return {
        "categories": [f"{day.year}-{m:02}" for m in months] if of else [],
        "series": [
            {"name": word("activity", kind), "values": [of[kind].get(m, 0) for m in months]} for kind in most
        ],
    }
