"""The bench: the document on the left, in its own order, and beside each passage what it became."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bangfu.regulation.composing.passages import by_passage, passages
from bangfu.site.studio.assembling import vocabulary_of_draft
from bangfu.site.studio.forms.others import FORMS
from bangfu.site.studio.models import Draft, Provision
from bangfu.site.studio.settling import said

State = Provision.State


@dataclass(frozen=True)
class Piece:
    """Some words of a passage; those that a rule is made of with its state."""

    text: str
    state: str = ""


@dataclass(frozen=True)
class Card:
    """One provision in the making, as a sentence where it is settled."""

    row: Provision
    said: str

    @property
    def kind(self) -> str:
        """What it is, or seems to be."""
        return (self.row.settled or {}).get("kind") or (self.row.proposed or {}).get("kind", "")

    @property
    def has_form(self) -> bool:
        """Whether it can be changed here; what other modules carry out stays as it came."""
        return not self.row.settled or self.kind in FORMS


@dataclass(frozen=True)
class Beside:
    """One passage with its cards."""

    clause: str
    pieces: list[Piece]
    start: int | None
    cards: list[Card]
    follows: bool  # whether the clause is that of the passage before


def beside(draft: Draft, rows: Sequence[Provision]) -> Iterator[Beside]:
    """Every passage in order. A draft that began from a pack has its provisions for passages."""
    words = vocabulary_of_draft(draft)
    cards = [Card(row, said(row, words) if row.state == State.SETTLED else "") for row in rows]
    if draft.document is None:
        before = ""
        for card in cards:
            yield Beside(card.row.clause, [Piece(card.row.sentence)], None, [card], card.row.clause == before)
            before = card.row.clause
        return
    before = ""
    there = list(passages(draft.document.text))
    found = by_passage(there, [c for c in cards if c.row.start is not None], lambda c: c.row.start or 0)
    for passage in there:
        here = found[passage.start]
        yield Beside(
            passage.clause, list(_pieces(passage.text, here)), passage.start, here, passage.clause == before
        )
        before = passage.clause


def _pieces(text: str, cards: Iterable[Card]) -> Iterator[Piece]:
    """The words of a passage, those of cards marked: open before settled before left."""
    states: dict[str, list[str]] = {}
    for card in cards:
        states.setdefault(card.row.sentence, []).append(card.row.state)
    at = 0
    for sentence, found in sorted(states.items(), key=lambda s: text.find(s[0])):
        place = text.find(sentence, at)
        if place < 0:
            continue
        if place > at:
            yield Piece(text[at:place])
        yield Piece(sentence, next(s for s in (State.OPEN, State.SETTLED, State.LEFT) if s in found))
        at = place + len(sentence)
    if at < len(text):
        yield Piece(text[at:])


def counted(rows: Iterable[Provision]) -> dict[str, int]:
    """How many are open, settled and left."""
    found: dict[str, int] = {str(state): 0 for state in State.values}
    for row in rows:
        found[row.state] += 1
    return found
