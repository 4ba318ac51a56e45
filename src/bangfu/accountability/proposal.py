"""A proposed consequence: one line of `propose`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bangfu.language import Language, language
from bangfu.regulation.model import Title

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a regulation says should follow, for the body it names to decide on. The program decides nothing.

    `clause` is the document's own path, `provision` the atomic provision below it. `start` is the day of the fact that
    triggers it (of an allowance the first day of the period), `end` the last day that counts; none for an act, or where
    the end of a term is not known. `causes` are the findings (or rankings) it stands on. `readings` names how ambiguous
    words are read here, and `note` says what a person must confirm and which milder or stricter reading stands beside.
    """

    regulation: str
    clause: str
    provision: str
    person: str | None
    organisation: str | None
    measure: str
    conducted_by: str | None
    start: date
    end: date | None
    causes: tuple[str, ...]
    readings: tuple[str, ...]
    note: Title
    ladder: str | None = None
    rung: int | None = None

    def as_line(self, tongue: Language | None = None) -> Line:
        """The line as the exchange format words it."""
        return {
            "regulation": self.regulation,
            "clause": self.clause,
            "person": self.person,
            "organisation": self.organisation,
            "measure": self.measure,
            "conducted_by": self.conducted_by,
            "from": self.start.isoformat(),
            "to": self.end.isoformat() if self.end else None,
            "causes": list(self.causes),
            "reading": " ".join(self.readings),
            "note": getattr(self.note, tongue or language()),
        }
