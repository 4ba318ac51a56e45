"""What is counted: entries of a kind, what was done of a duty, duties met and unmet, each within the period of the form."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum

from bangfu.site.burden.fields import DUTY, KIND
from bangfu.site.burden.sources.batch import Batch, Fill, Value
from bangfu.site.duties.models import Verdict
from bangfu.site.ledger.models import Entry

ENTRY = {"household": "household", "village": "area", "person": "person", "unit": "organisation"}
VERDICT = ENTRY | {"unit": "organisation"}


def counted(batch: Batch, field: str) -> dict[str | int, Value]:
    """A field whose code names a kind of entry or a duty; nothing was done of what is not found."""
    if field.startswith(KIND):
        found = _entries(batch, field.removeprefix(KIND))
    elif field.startswith(DUTY):
        found = _done(batch, *field.removeprefix(DUTY).split(":", 1))
    else:
        return {}
    return {key: found.get(key, 0) for key in batch.keys}


def _entries(batch: Batch, kind: str) -> dict[Any, Value]:
    by = ENTRY[batch.target]
    rows = Entry.objects.filter(
        kind=kind, on__range=(batch.since, batch.until), withdraws=False, corrected_by=None
    )
    told = rows.filter(**batch.near(by)).order_by().values_list(by).annotate(Count("pk"))
    return dict(told)


def _verdicts(batch: Batch) -> Any:
    by = VERDICT[batch.target]
    rows = Verdict.objects.filter(
        snapshot__live=True, period_start__lte=batch.until, period_end__gte=batch.since
    )
    rows = rows.filter(person=None) if batch.target == "unit" else rows
    return rows.filter(**batch.near(by)).order_by()


def _done(batch: Batch, regulation: str, duty: str) -> dict[Any, Value]:
    rows = _verdicts(batch).filter(regulation=regulation, duty=duty)
    return dict(rows.values_list(VERDICT[batch.target]).annotate(Sum("achieved")))


def standing(status: str) -> Fill:
    """How many duties that touch the period stand so."""

    def fill(batch: Batch) -> dict[str | int, Value]:
        by = VERDICT[batch.target]
        found = dict(_verdicts(batch).filter(status=status).values_list(by).annotate(Count("pk")))
        return {key: found.get(key, 0) for key in batch.keys}

    return fill


DUTIES: dict[str, Fill] = {"met": standing("met"), "unmet": standing("unmet")}
