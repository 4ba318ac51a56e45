"""The lines of one regulation while they are being written: equal ones become one, and each learns of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bangfu.accountability.notes import listed, note, said
from bangfu.accountability.proposal import Proposal
from bangfu.accountability.terms import term
from bangfu.accountability.whereabouts import Answer
from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.model import Provision, Title
from bangfu.regulation.periods import periods_between

Placed = tuple[
    int, Provision, ConsequenceRule
]  # a rule, its provision, and the position of that in the document


@dataclass(slots=True)
class Draft:
    """A line that may still gain causes and notes."""

    provision: Provision
    position: int
    rule: ConsequenceRule
    answer: Answer
    conductor: str | None
    start: date
    end: date | None
    causes: set[str] = field(default_factory=set[str])
    pieces: dict[Title, None] = field(default_factory=dict[Title, None])


class Sheet:
    """The drafts of one regulation."""

    def __init__(self, regulation: str) -> None:
        self.regulation = regulation
        self.drafts: dict[tuple[object, ...], Draft] = {}

    def add(
        self,
        placed: Placed,
        answer: Answer,
        conductors: Iterable[str | None],
        day: date,
        causes: Iterable[str],
        pieces: Iterable[Title],
    ) -> None:
        """Write what one answer comes to. A clause asks the same of the same from the same day once."""
        position, where, rule = placed
        clause = where.clause
        start, end = term(rule, day, answer)
        for conductor in conductors:
            key = (
                clause, rule.measure, rule.ladder, rule.rung, rule.lasts, conductor, start,
                answer.person, None if answer.person else answer.organisation,
            )  # fmt: skip
            draft = self.drafts.setdefault(key, Draft(where, position, rule, answer, conductor, start, end))
            draft.causes.update(causes)
            draft.pieces |= dict.fromkeys(pieces)
            if rule.lasts == "term" and end is None:
                draft.pieces[said("OPEN_TERM")] = None

    def proposals(self) -> Iterator[Proposal]:
        """The finished lines, in the order of the document, then by day and by whom they concern."""
        self._compare()
        for d in sorted(self.drafts.values(), key=_order):
            yield Proposal(
                self.regulation, d.provision.clause, d.provision.id, d.answer.person, d.answer.organisation,
                d.rule.measure, d.conductor, d.start, d.end, tuple(sorted(d.causes)), tuple(d.rule.readings),
                note(tuple(d.pieces)), d.rule.ladder, d.rule.rung,
            )  # fmt: skip

    def _compare(self) -> None:
        """Tell lines that ask the same of the same person for the same time of each other."""
        alike: dict[tuple[str, str], list[Draft]] = defaultdict(list)
        for draft in self.drafts.values():
            if draft.rule.lasts and draft.answer.person:
                alike[draft.answer.person, draft.rule.measure].append(draft)
        for drafts in alike.values():
            for draft in drafts if len(drafts) > 1 else ():
                others = [o for o in drafts if o is not draft and _overlap(draft, o)]
                draft.pieces |= dict.fromkeys(_beside(draft, others))


def _order(draft: Draft) -> tuple[object, ...]:
    who = (draft.answer.person or "", draft.answer.organisation or "")
    return draft.position, draft.start, *who, draft.conductor or "", *sorted(draft.causes)


def _overlap(one: Draft, other: Draft) -> bool:
    return one.start <= (other.end or date.max) and other.start <= (one.end or date.max)


def _beside(draft: Draft, others: Iterable[Draft]) -> Iterator[Title]:
    """Months that a lower rung took already, and other grounds for the same measure."""
    months: set[str] = set()
    grounds: set[str] = set()
    for other in others:
        if other.rule.ladder != draft.rule.ladder:
            grounds.add(other.provision.clause)
        elif draft.rule.whole_period and (other.rule.rung or 0) < (draft.rule.rung or 0):
            spans = periods_between("month", max(other.start, draft.start), min(_end(other), _end(draft)))
            months |= {f"{p.start:%Y-%m}" for p in spans}
    if months:
        yield said("ALREADY", listed(Title(zh=m, en=m) for m in sorted(months)))
    if grounds:
        yield said("SAME", listed(Title(zh=g, en=g) for g in sorted(grounds)))


def _end(draft: Draft) -> date:
    return draft.end or date.max
