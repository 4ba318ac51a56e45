"""Decisions that stand on a day: confirmed, known by then, and not replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bangfu.facts.case import Case
from bangfu.facts.standing import decisions


@dataclass(frozen=True, slots=True)
class Decision:
    """A measure that a body confirmed. `start` is the day from which it holds: as written, else when it was decided (S09).

    Not `sure`: it was amended, and the decision that takes its place is not there; what holds is for a person.
    """

    id: str
    regulation: str | None
    clause: str | None
    measure: str
    person: str | None
    organisation: str | None
    decided_on: date
    start: date
    end: date | None
    causes: tuple[str, ...]
    sure: bool

    @property
    def concerns(self) -> str | None:
        """Whom it concerns: the person, and only without one the organisation."""
        return self.person or self.organisation


def standing(case: Case, as_of: date) -> Iterator[Decision]:
    """The decisions that stand, by day and id."""
    for r, sure in decisions(case, as_of):
        yield Decision(
            r["id"], r["regulation"], _plain(r["clause"]), r["measure"], r["person"], r["organisation"], r["decided_on"],
            r["from"] or r["decided_on"], r["to"], tuple((r["cause"] or "").split()),
            sure,
        )  # fmt: skip


def _plain(clause: str | None) -> str | None:
    """A clause with the brackets that packs write."""
    return clause and clause.replace("（", "(").replace("）", ")")
