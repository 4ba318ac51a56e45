"""A complete situation in memory: one Arrow table for each table of the exchange format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from bangfu.errors import Problem
from bangfu.facts.tables import TABLES
from bangfu.regulation.model import Regulation, Word
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary


@dataclass(frozen=True)
class Case:
    """Roster and ledger of one area.

    `tables` holds every table of `TABLES`; a missing file is an empty table. The contract's columns come first and in
    order, extra columns follow as text; null means unknown; place cells hold codes of 6, 9 or 12 digits. `spellings`
    are the place cells that were written by name, alias or padded code: understood, but worth tidying.
    """

    name: str
    tables: Mapping[str, pa.Table]
    spellings: tuple[Problem, ...] = ()

    def __getitem__(self, table: str) -> pa.Table:
        return self.tables[table]

    def vocabulary(self, packs: Iterable[Regulation] = ()) -> Vocabulary:
        """Every code this case may use: the shared words, those of `packs`, and the case's own."""
        return vocabulary_of(list(packs)).with_words(words_of(self.tables["vocabulary"]))


def words_of(table: pa.Table) -> list[Word]:
    """The rows of a `vocabulary` table as words; a missing name falls back to the code."""
    return [
        Word(
            type=row["type"],
            code=row["code"],
            zh=row["zh"] or row["code"],
            en=row["en"] or row["code"],
            note=row["note"] or "",
            held_by=_held_by(row),
        )
        for row in table.select(["type", "code", "zh", "en", "note", "held_by"]).to_pylist()
    ]


def _held_by(row: Mapping[str, str | None]) -> Literal["person", "organisation"] | None:
    """Who holds a role. Where the column is missing or empty, the first word of the note says it."""
    if row["type"] != "role":
        return None
    said = row["held_by"] or row["note"] or ""
    return "organisation" if said.startswith("organisation") else "person"


def case_of(name: str, tables: Mapping[str, pa.Table], spellings: Iterable[Problem] = ()) -> Case:
    """A case from some of its tables; those not given are empty."""
    filled = {n: tables[n] if n in tables else t.schema.empty_table() for n, t in TABLES.items()}
    return Case(name, filled, tuple(spellings))
