"""连任: a posting that follows another without a gap, in whichever village (I15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from bangfu.facts.roster.records import Post

Renewal = Literal["yes", "no", "judgement"]


def renewed(posts: Iterable[Post], gap: int, on: date) -> tuple[Renewal, tuple[str, ...]]:
    """Whether one posting begun by a day follows another, and the ids of the two.

    The day after the last is without a gap. A gap of up to so many days, or as many days held at once, is for a person;
    postings that run side by side, to two villages at a time, are no renewal.
    """
    held = sorted((p for p in posts if p.days.first <= on), key=lambda p: (p.days, p.id))
    perhaps: tuple[str, ...] = ()
    for then in held:
        for before in held:
            if before.days.last == date.max or not before.days.first < then.days.first:
                continue
            free = (then.days.first - before.days.last).days - 1
            if free == 0:
                return "yes", (before.id, then.id)
            if -gap <= free <= gap and before.days.last < then.days.last:
                perhaps = (before.id, then.id)
    return ("judgement", perhaps) if perhaps else ("no", ())
