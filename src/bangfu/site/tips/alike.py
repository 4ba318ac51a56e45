"""Which tips may be about the same thing: the same place, and words that share their pairs of signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bangfu.site.roster.codes import TOWNSHIP, township_at
from bangfu.site.tips.models import State, Tip, Word

LIKENESS, MOST, WITHIN, COMPARED = 0.3, 5, timedelta(days=365), 400


@dataclass(frozen=True)
class Alike:
    """A tip that may be the same, and how much of its words is."""

    tip: Tip
    share: float


def pairs(text: str) -> set[str]:
    """The neighbouring signs of a text; spaces and punctuation say nothing."""
    signs = [c for c in text.lower() if c.isalnum()]
    return {a + b for a, b in pairwise(signs)}


def likeness(one: str, other: str) -> float:
    """Twice what two texts share of their pairs, by all they have: 1 for the same, 0 for nothing in common."""
    first, second = pairs(one), pairs(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def alike(tip: Tip) -> list[Alike]:
    """The most alike of the same township and the year before, the nearest first."""
    town = township_at(tip.place_id)
    near = Word.objects.filter(
        kind=Word.Kind.ORIGINAL,
        tip__place__code__range=(town, town + TOWNSHIP - 1),
        tip__received_on__gte=tip.received_on - WITHIN,
    )
    others = near.exclude(tip=tip).exclude(tip__state__in=(State.DUPLICATE, State.DECLINED))
    own = near.filter(tip=tip).first()
    if own is None:
        return []
    rows = others.select_related("tip__place").order_by("-tip__received_on", "pk")[:COMPARED]
    found = [Alike(row.tip, likeness(own.text, row.text)) for row in rows]
    return sorted((f for f in found if f.share >= LIKENESS), key=lambda f: -f.share)[:MOST]
