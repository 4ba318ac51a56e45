"""What a changed regulation would change, told: single verdicts, and counts of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bangfu.regulation.shapes import Title
from bangfu.verdict.lines import Line


@dataclass(frozen=True)
class Change:
    """One verdict that comes out differently; either side is None where only the other regulation asks it."""

    kind: str  # one of `comparing.KINDS`
    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """Whichever side there is."""
        found = self.after or self.before
        assert found is not None
        return found

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it."""
        return {"change": self.kind, "before": self.before, "after": self.after}


@dataclass(frozen=True)
class Place:
    """How many changes of one kind a role has in a township; what concerns several townships stands under each."""

    township: str  # its code, or "" for what belongs to the county as a whole
    name: str
    role: str
    change: str
    status: str  # afterwards; empty for what is no longer owed
    number: int

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it."""
        return {**self.__dict__}


@dataclass(frozen=True)
class Rule:
    """How many changes of one kind a duty has, each counted once, and a few of them."""

    regulation: str
    duty: str
    clause: str
    title: Title
    change: str
    status: str  # afterwards; empty for what is no longer owed
    number: int
    examples: tuple[Change, ...]

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it."""
        told = {"regulation": self.regulation, "duty": self.duty, "clause": self.clause}
        examples = [change.as_dict() for change in self.examples]
        return {
            **told,
            "zh": self.title.zh,
            "en": self.title.en,
            "change": self.change,
            "status": self.status,
            "number": self.number,
            "examples": examples,
        }


@dataclass(frozen=True)
class Summary:
    """What would change: in all, by township and role, and by duty."""

    unchanged: int
    counts: dict[str, int]
    places: tuple[Place, ...]
    rules: tuple[Rule, ...]

    def as_dict(self) -> dict[str, Any]:
        """As lines of JSON have it."""
        return {
            "unchanged": self.unchanged,
            "counts": self.counts,
            "places": [place.as_dict() for place in self.places],
            "rules": [rule.as_dict() for rule in self.rules],
        }
