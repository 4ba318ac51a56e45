"""Whether the list in force hung on every day, as it was in force (GI-12): the days on which it did not, as spans."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bangfu.site.identification.models import Move, Notice
from bangfu.site.identification.templates import templates

Posted = list[tuple[Notice, frozenset[str]]]  # of one village, in the order of posting


@dataclass(frozen=True)
class Span:
    """Days from a first to a last on which a list did not hang (`not_posted`), or another hung (`list_differs`)."""

    code: str
    first: date
    last: date


@dataclass(frozen=True)
class Held:
    """From when to when a household stands on the list; no end: still."""

    screening: str
    start: date
    end: date | None

    def on(self, day: date) -> bool:
        """Whether it stands there on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


def unposted(village: int, until: date) -> list[Span]:
    """The days since the first confirmation on which the list of a village was not posted as it was in force."""
    return all_unposted(until, place=village).get(village, [])


def all_unposted(until: date, **where: int) -> dict[int, list[Span]]:
    """The same of every village in view that has a list; where nothing is wanting, nothing."""
    posted = _posted(where)
    found = {
        village: spans_of(held, posted.get(village, []), until) for village, held in _held(where).items()
    }
    return {village: spans for village, spans in found.items() if spans}


def spans_of(held: list[Held], posted: Posted, until: date) -> list[Span]:
    """A list may be posted anew on the day on which it changed: whatever hung at the end of a day counts for it."""
    days = {each.start for each in held} | {each.end + timedelta(1) for each in held if each.end}
    days |= {n.posted_on for n, _ in posted} | {n.removed_on for n, _ in posted if n.removed_on}
    first = min(each.start for each in held)
    turns = sorted(day for day in days if first <= day <= until)
    found: list[Span] = []
    for start, following in itertools.pairwise([*turns, until + timedelta(1)]):
        code = _fault(frozenset(h.screening for h in held if h.on(start)), _hanging(posted, start))
        if code:
            _add(found, Span(code, start, following - timedelta(1)))
    return found


def _fault(wanted: frozenset[str], hanging: frozenset[str] | None) -> str:
    if hanging is None:
        return "not_posted" if wanted else ""
    return "" if hanging == wanted else "list_differs"


def _add(spans: list[Span], span: Span) -> None:
    """Spans of one kind that touch are one."""
    if spans and spans[-1].code == span.code and spans[-1].last + timedelta(1) == span.first:
        span = Span(span.code, spans.pop().first, span.last)
    spans.append(span)


def _hanging(posted: Posted, day: date) -> frozenset[str] | None:
    """What hung when a day ended; None: nothing."""
    hung = [
        lines for n, lines in posted if n.posted_on <= day and (n.removed_on is None or n.removed_on > day)
    ]
    return hung[-1] if hung else None


def _held(where: dict[str, int]) -> dict[int, list[Held]]:
    kinds = [t.code for t in templates().values() if t.kind == "register"]
    moves = Move.objects.filter(code="confirm", screening__scheme__template__in=kinds)
    moves = moves.filter(**{f"screening__{name}": value for name, value in where.items()})
    found: dict[int, list[Held]] = {}
    for move in moves.select_related("screening", "household"):
        end = move.household.end if move.household else None
        found.setdefault(move.screening.place_id, []).append(Held(move.screening.pk, move.on, end))
    return found


def _posted(where: dict[str, int]) -> dict[int, Posted]:
    notices = (
        Notice.objects.filter(kind="standing", **where)
        .order_by("posted_on", "at", "pk")
        .prefetch_related("lines")
    )
    found: dict[int, Posted] = {}
    for notice in notices:
        lines: Any = notice.lines  # type: ignore[attr-defined]
        found.setdefault(notice.place_id, []).append(
            (notice, frozenset(line.screening_id for line in lines.all()))
        )
    return found
