"""What somebody wrote down in a year, as the chart of their own file takes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Person
from bangfu.site.web.words import word

MOST = 3  # kinds that have a colour of their own


def by_month(person: Person, day: date) -> dict[str, Any]:
    """How many entries of each kind in each month of the year until a day; no categories where there are none."""
    rows = Entry.objects.filter(person=person.pk, on__year=day.year, on__lte=day, withdraws=False)
    counted = rows.order_by().annotate(month=TruncMonth("on")).values_list("kind", "month")
    of: dict[str, dict[int, int]] = {}
    for kind, month, number in counted.annotate(Count("pk")):
        of.setdefault(kind, {})[month.month] = number
    months = range(1, day.month + 1)
    most = sorted(of, key=lambda kind: -sum(of[kind].values()))
    drawn = [(word("activity", kind), [kind]) for kind in most[:MOST]]
    drawn += [(_("其他"), most[MOST:])] if most[MOST:] else []
    return {
        "categories": [f"{day.year}-{m:02}" for m in months] if of else [],
        "series": [
            {"name": name, "values": [sum(of[kind].get(m, 0) for kind in kinds) for m in months]}
            for name, kinds in drawn
        ],
    }
