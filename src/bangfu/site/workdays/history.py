"""What was done to the days of a year: many rows of one step as one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Func, Max, Min, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform

MOST = 20


@dataclass(frozen=True)
class Step:
    """One step: who, when, why, and how many days between which."""

    at: datetime
    who: str
    reason: str
    days: int
    first: date
    last: date


def steps_of(year: int) -> list[Step]:
    """The latest steps, the newest first; only those of one's own county are told."""
    events: QuerySet[Any] = apps.get_model("workdays", "DayEvent").objects.filter(day__year=year)
    told = events.annotate(
        account=KeyTextTransform("account", "pgh_context"), reason=KeyTextTransform("reason", "pgh_context")
    ).annotate(who=Func(F("account"), function="account_name", output_field=TextField()))
    steps = (
        told.values("pgh_created_at", "who", "reason")
        .annotate(days=Count("day", distinct=True), first=Min("day"), last=Max("day"))
        .order_by("-pgh_created_at")
    )
    return [
        Step(s["pgh_created_at"], s["who"] or "", s["reason"] or "", s["days"], s["first"], s["last"])
        for s in steps[:MOST]
    ]
