"""What is told of incentives: one line of `eligible` or `commend`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bangfu.incentives.asking import Asked, Verdict
from bangfu.incentives.bars import Bar
from bangfu.incentives.notes import joined
from bangfu.language import Language, language
from bangfu.regulation.incentives import PurposeName
from bangfu.regulation.shapes import Title

Part = Literal[
    "candidate",  # one who may be proposed, may not, or may by a person's judgement
    "told",  # an incentive that names nobody whom the roster knows
    "quota",  # how many at most or at least
    "figure",  # a number without a verdict
    "without",  # a role that has duties and no category
    "review",  # a grant or a bar that a person should look at again
]
Status = Literal["met", "open", "unmet"]
COLUMNS = (
    "part", "regulation", "clause", "what", "purpose", "category", "role", "person", "organisation", "year", "on",
    "answer", "status", "number", "limit", "share", "base", "bars", "grants", "marks", "readings", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line. Whatever plays no part is empty.

    `answer` is of a person or body: may be proposed, may not, or a person must judge. `status` is of a quota: `number`
    of `base` against `limit`, which is a ceiling or a minimum as the note says.
    """

    part: Part
    asked: Asked
    regulation: str | None = None
    clause: str | None = None
    what: str | None = None
    title: Title | None = None
    purpose: tuple[PurposeName, ...] = ()
    category: str | None = None
    role: str | None = None
    person: str | None = None
    organisation: str | None = None
    verdict: Verdict | None = None
    status: Status | None = None
    number: int | None = None
    limit: int | None = None
    share: str | None = None
    base: int | None = None
    marks: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    notes: tuple[Title, ...] = ()

    def line(self, tongue: Language | None = None) -> dict[str, Any]:
        """The line as the commands give it."""
        verdict = self.verdict
        bars: tuple[Bar, ...] = verdict.bars if verdict else ()
        notes = (*self.notes, *(verdict.notes if verdict else ()))
        told = {c: getattr(self, c, None) for c in COLUMNS}
        return told | {
            "purpose": list(self.purpose),
            "year": self.asked.year,
            "on": self.asked.on.isoformat(),
            "answer": verdict.answer if verdict else None,
            "bars": [b.line() for b in bars],
            "grants": list(verdict.grants) if verdict else [],
            "marks": list(self.marks),
            "readings": list(self.readings),
            "note": getattr(joined(notes), tongue or language()),
        }
