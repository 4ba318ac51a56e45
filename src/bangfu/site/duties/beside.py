"""What other documents say on the same matter."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.regulation.model import Regulation, Relation
from bangfu.site.duties.law import Law
from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Beside:
    """A clause of another document on the same matter."""

    number: str
    regulation: str
    clause: str
    title: str
    note: str
    stricter: bool  # whether this one asks more


def beside(pack: Regulation, known: Law) -> dict[str, list[Beside]]:
    """By duty of this document, the clauses of others; of a relation it does not matter which of the two tells it."""
    mine = pack.regulation.id
    found: dict[str, list[Beside]] = {}

    def add(duty: str, there: tuple[str, str], relation: Relation, stricter: bool) -> None:
        if there in known.duties:
            found.setdefault(duty, []).append(_beside(known, there, relation, stricter))

    for relation in pack.relation:
        for duty in relation.there:
            add(relation.here, (relation.other, duty), relation, relation.stricter == "here")
    for other in known.packs.values():
        for relation in other.relation if other.regulation.id != mine else []:
            for duty in relation.there if relation.other == mine else []:
                add(duty, (other.regulation.id, relation.here), relation, relation.stricter == "there")
    return found


def _beside(known: Law, there: tuple[str, str], relation: Relation, stricter: bool) -> Beside:
    other = known.duties[there]
    note = str(getattr(relation.note, tongue()))
    return Beside(known.number(there[0]), there[0], other.provision.clause, other.title, note, stricter)
