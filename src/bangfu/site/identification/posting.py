"""Whether the list in force hung on every day, as it was in force (GI-12): the days on which it did not, as spans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bangfu.site.identification.models import Move, Notice
from bangfu.site.identification.templates import templates


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
    """The days since the first confirmation on which the list was not posted as it was in force.

    A list may be posted anew on the day on which it changed: whatever hung at the end of a day counts for it.
    """
    held, posted = _held(village), _posted(village)
    if not held:
        return []
    days = {each.start for each in held} | {each.end + timedelta(1) for each in held if each.end}
    days |= {n.posted_on for n, _ in posted} | {n.removed_on for n, _ in posted if n.removed_on}
    first = min(each.start for each in held)
    turns = sorted(day for day in days if first <= day <= until)
    found: list[Span] = []
    for start, following in zip(turns, [*turns[1:], until + timedelta(1)], strict=True):
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


def _hanging(posted: list[tuple[Notice, frozenset[str]]], day: date) -> frozenset[str] | None:
    """What hung when a day ended; None: nothing."""
    hung = [
        lines for n, lines in posted if n.posted_on <= day and (n.removed_on is None or n.removed_on > day)
    ]
    return hung[-1] if hung else None


def _held(village: int) -> list[Held]:
    kinds = [t.code for t in templates().values() if t.kind == "register"]
    moves = Move.objects.filter(
        code="confirm", screening__place=village, screening__scheme__template__in=kinds
    )
    return [Held(m.screening.pk, m.on, m.household.end if m.household else None) for m in moves.select_related("screening", "household")]  # fmt: skip


def _posted(village: int) -> list[tuple[Notice, frozenset[str]]]:
    notices = Notice.objects.filter(place=village, kind="standing").order_by("posted_on", "at")
    return [(n, frozenset(n.lines.values_list("screening_id", flat=True))) for n in notices]  # type: ignore[attr-defined]
