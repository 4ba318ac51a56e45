"""What drafting answers: candidates in the exchange format, refusals with their rule, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

COLUMNS = (
    "kind", "sentence", "start", "clause", "actor", "action", "comparator", "min", "max", "unit", "per", "each",
    "distinct_target", "deadline", "confidence", "evidence",
)  # fmt: skip


@dataclass(frozen=True)
class Deadline:
    """By when or for how long: `absolute`, `relative`, `window` or `time_of_day`; see the exchange format."""

    type: str
    value: str | int | float
    unit: str | None = None
    anchor: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"type": self.type, "value": self.value, "unit": self.unit, "anchor": self.anchor}


@dataclass(frozen=True)
class Candidate:
    """A rule that a sentence seems to state. `evidence` names what speaks for it; a person decides."""

    kind: str
    sentence: str
    start: int
    clause: str
    action: str
    evidence: tuple[str, ...]
    confidence: float
    actor: str | None = None
    comparator: str | None = None
    min: Fraction | None = None
    max: Fraction | None = None
    unit: str | None = None
    per: str | None = None
    each: str | None = None
    distinct_target: str | None = None
    deadline: Deadline | None = None

    def as_dict(self) -> dict[str, Any]:
        """A line of the exchange format."""
        line = {name: getattr(self, name) for name in COLUMNS}
        line["min"], line["max"] = plain(self.min), plain(self.max)
        line["deadline"] = self.deadline.as_dict() if self.deadline else None
        line["evidence"] = list(self.evidence)
        return line


@dataclass(frozen=True)
class Refusal:
    """A number that is no duty, and the named rule that says so."""

    sentence: str
    start: int
    clause: str
    piece: str
    rule: str


@dataclass(frozen=True)
class Open:
    """A sentence with a number and a word of obligation that no rule took or refused."""

    sentence: str
    start: int
    clause: str


@dataclass(frozen=True)
class Draft:
    """Everything found in one text, each in the order of the text."""

    candidates: tuple[Candidate, ...]
    refusals: tuple[Refusal, ...]
    not_understood: tuple[Open, ...]


def plain(value: Fraction | None) -> int | float | None:
    """A number for JSON: whole where it is whole, else to six places."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 6)
