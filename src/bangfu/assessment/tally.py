"""A numerator and a denominator with the rows behind both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from bangfu.assessment.notes import listed, said
from bangfu.assessment.scheme import Source
from bangfu.regulation.shapes import Title

# Why a row counts neither above nor below the line.
Reason = Literal["EXCUSED", "NO_ANSWER", "UNSURE", "UNDECIDED", "TWO_FIGURES"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What an indicator comes to. Without a row (or with a figure of nothing) it has no value, which is not zero."""

    source: Source | None = None
    numerator: int | None = None
    denominator: int | None = None
    counted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    notes: tuple[Title, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The exact rate."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)


@dataclass
class Count:
    """Rows while they are being sorted: counted, others, and those set aside with the reason."""

    counted: set[str] = field(default_factory=set[str])
    others: set[str] = field(default_factory=set[str])
    aside: dict[Reason, set[str]] = field(default_factory=dict[Reason, set[str]])
    evidence: set[str] = field(default_factory=set[str])
    undrawn: set[str] = field(default_factory=set[str])  # answers that name no draw

    def set_aside(self, why: Reason, id_: str) -> None:
        """Leave a row out of both, and keep the reason."""
        self.aside.setdefault(why, set()).add(id_)

    def tally(self, source: Source) -> Tally:
        """The finished tally; without a row that counts it has no figures."""
        total = len(self.counted) + len(self.others)
        aside = sorted({i for ids in self.aside.values() for i in ids})
        notes = [self._reason(why, ids) for why, ids in sorted(self.aside.items())]
        if self.undrawn:
            notes.append(said("NO_DRAW", what=listed(self.undrawn), count=len(self.undrawn)))
        return Tally(
            source if total else None,
            len(self.counted) if total else None,
            total or None,
            tuple(sorted(self.counted)),
            tuple(sorted(self.others)),
            tuple(aside),
            tuple(sorted(self.evidence)),
            tuple(notes),
        )

    def _reason(self, why: Reason, ids: Collection[str]) -> Title:
        """Why rows were set aside, and the stricter figure that they would make below the line."""
        below = len(self.counted) + len(self.others) + len(ids)
        return reason(why, ids, numerator=len(self.counted), denominator=below)


def reason(why: Reason, ids: Collection[str], **figures: int) -> Title:
    """Why some rows were set aside, in words."""
    return said(why, what=listed(ids), count=len(ids), **figures)
