"""The gaps that weigh most, ranked by the rule of the library's board, which is printed with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from bangfu.paper.gaps import PER_DUTY, TOP
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Verdict
from bangfu.site.duties.narrowing import NAMED
from bangfu.site.duties.rows import Row, rows_of

Found = dict[str, Any]
_BEARER = ("regulation", "duty", "person_id", "organisation_id")
# How much of what a verdict asks is missing; nothing where no number is asked.
_MISSING = Case(
    When(required__gt=0, then=Greatest(Value(0.0), Value(1.0) - F("achieved") / F("required"))),
    default=Value(0.0),
    output_field=FloatField(),
)


@dataclass(frozen=True)
class Gap:
    """What one bearer missed of one duty: how often, how much, and the worst of it."""

    missed: int
    missing: float
    worst: Row


def gaps(unmet: QuerySet[Verdict], known: Law, most: int = TOP) -> list[Gap]:
    """The gravest of some unmet verdicts, at most `PER_DUTY` of one duty, and once what two documents ask alike."""
    counted = unmet.order_by().values(*_BEARER).annotate(missed=Count("pk"), missing=Avg(_MISSING))
    ranked = sorted(counted, key=lambda g: (-round(g["missing"], 6), -g["missed"], _order(g, known)))
    chosen = _each_once(ranked, known)[:most]
    return _with_worst(unmet, chosen, known)


def _order(gap: Found, known: Law) -> tuple[int, str]:
    duty = known.duties.get((gap["regulation"], gap["duty"]))
    return (duty.position if duty else len(known.duties), gap["person_id"] or gap["organisation_id"] or "")


def _each_once(ranked: list[Found], known: Law) -> list[Found]:
    related = _related(known)
    kept: list[Found] = []
    of_duty: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[Any, Any], set[tuple[str, str]]] = {}
    for gap in ranked:
        duty, bearer = (gap["regulation"], gap["duty"]), (gap["person_id"], gap["organisation_id"])
        told = seen.setdefault(bearer, set())
        if of_duty[duty] < PER_DUTY and not any((duty, other) in related for other in told):
            kept.append(gap)
            of_duty[duty] += 1
            told.add(duty)
    return kept


def _related(known: Law) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    pairs = {
        ((pack.regulation.id, row.here), (row.other, there))
        for pack in known.packs.values()
        for row in pack.relation
        for there in row.there
    }
    return pairs | {(b, a) for a, b in pairs}


def _with_worst(unmet: QuerySet[Verdict], chosen: list[Found], known: Law) -> list[Gap]:
    """Each with the verdict that misses most, the latest of equals."""
    if not chosen:
        return []
    wanted = Q()
    for gap in chosen:
        wanted |= Q(**{field: gap[field] for field in _BEARER})
    rows = unmet.filter(wanted).annotate(missing=_MISSING).select_related("snapshot").prefetch_related(*NAMED)
    worst: dict[tuple[Any, ...], Verdict] = {}
    for verdict in rows.order_by("missing", "period_end"):
        worst[tuple(getattr(verdict, field) for field in _BEARER)] = verdict
    found = [(gap, worst[tuple(gap[field] for field in _BEARER)]) for gap in chosen]
    shown = rows_of([v for _, v in found], found[0][1].snapshot.as_of, known)
    return [Gap(g["missed"], g["missing"], row) for (g, _), row in zip(found, shown, strict=True)]
