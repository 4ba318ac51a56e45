"""What an import yields: rows, the repairs that led to them, and the printed totals."""

from __future__ import annotations

from dataclasses import dataclass, field

from bangfu.facts.importing.layout import Layout
from bangfu.facts.importing.townships import Townships
from bangfu.facts.sentences import Sentence, sentence


@dataclass(frozen=True)
class Row:
    """One line of the list: a unit and one village, or (in a supervision list) a lead unit and a township.

    `row` is where it stands in the file. `township` is as written, `place` the township's code. None is unknown.
    """

    row: int
    township: str | None = None
    place: str | None = None
    lead_unit: str | None = None
    unit: str | None = None
    village: str | None = None
    committee: str | None = None


@dataclass(frozen=True)
class Repair:
    """One thing put right or noticed while reading: where, what stood there, what was made of it, and in words."""

    kind: str
    row: int
    column: str
    before: str
    after: str
    words: Sentence


def repair(kind: str, row: int, column: str, before: str = "", after: str = "", **more: object) -> Repair:
    """A repair with its sentence."""
    words = sentence(kind, row=row, column=column, before=before, after=after, **more)
    return Repair(kind, row, column, before, after, words)


@dataclass(frozen=True)
class Total:
    """A printed total and what the table really holds under that column."""

    column: str
    row: int
    printed: int
    loaded: int


@dataclass(frozen=True)
class Preview:
    """A table as understood; nothing is imported yet."""

    file: str
    layout: Layout
    townships: Townships
    rows: tuple[Row, ...]
    repairs: tuple[Repair, ...] = field(default=())
    totals: tuple[Total, ...] = field(default=())

    @property
    def named(self) -> list[Row]:
        """The rows that name a village."""
        return [r for r in self.rows if r.village is not None]

    @property
    def lost(self) -> list[Row]:
        """The rows whose unit and village the source has lost."""
        return [r for r in self.rows if self.layout.unit_level and r.village is None]

    def name_of(self, row: Row) -> str:
        """The township of a row by the name used here, whatever the spelling."""
        known = self.townships.by_spelling.get(row.township or "")
        return known.name if known else row.township or ""
