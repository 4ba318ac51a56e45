"""A table as it was written: all cells as text, with the row a person sees beside each."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from bangfu.errors import BangfuError, Problem
from bangfu.facts.tables import TABLES, Table

MAX_CELL_BYTES = 1_000_000

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sheet:
    """One table of a case before checking. `rows` are the row numbers a person sees (the header is row 1)."""

    table: Table
    file: str
    text: pa.Table
    rows: Rows

    @classmethod
    def of(cls, table: str, file: str, text: pa.Table, rows: Rows) -> Sheet:
        """A sheet without its blank rows; raises `BangfuError` where the header or a cell cannot stand."""
        problems = list(header_problems(TABLES[table], file, text.column_names))
        if problems:
            raise BangfuError(*problems)
        text = text.combine_chunks()
        filled = np.zeros(text.num_rows, dtype=bool)
        for column in text.columns:
            filled |= column.is_valid().to_numpy()
        if not filled.all():
            text, rows = text.filter(pa.array(filled)), rows[filled]
        sheet = cls(TABLES[table], file, text, rows)
        unfit = list(sheet.unfit_cells())
        if unfit:
            raise BangfuError(*unfit)
        return sheet

    def unfit_cells(self) -> Iterator[Problem]:
        """The cells that no honest file holds: far too long, or with a NUL in them."""
        for name in self.text.column_names:
            column = self.text[name]
            too_long = pc.greater(pc.binary_length(column), MAX_CELL_BYTES)
            for code, mask in (
                ("oversized_cell", too_long),
                ("nul_byte", pc.match_substring(column, "\x00")),
            ):
                for index in np.flatnonzero(pc.fill_null(mask, False).to_numpy()):
                    value = column[int(index)].as_py()[:80]
                    yield Problem(code, self.file, int(self.rows[index]), name, value)


def header_problems(table: Table, file: str, names: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with a header: nothing there, columns unnamed, repeated, missing, or misspelt.

    A column that is nearly one the table lacks would be kept as an extra one, and its facts silently lost.
    """
    if not names:
        yield Problem("no_header", file, 1)
        return
    for position, name in enumerate(names, 1):
        if not name.strip():
            yield Problem("empty_header", file, 1, details=(("position", str(position)),))
        elif name in names[: position - 1]:
            yield Problem("duplicate_header", file, 1, name)
    absent = [c for c in table.columns if c.name not in names]
    for column in absent:
        if column.required:
            found = ", ".join(names)[:200]
            yield Problem("missing_column", file, 1, column.name, details=(("found", found),))
    for name in names:
        if name.strip().lower() in table.never:
            yield Problem("anonymous_table", file, 1, name)
        near = difflib.get_close_matches(name.strip().lower(), [c.name for c in absent], n=1, cutoff=0.85)
        if near and name not in table.by_name:
            yield Problem("misnamed_column", file, 1, name, details=(("near", near[0]),))
