"""What a table of a case is made of: columns, what a cell of each may hold, and what makes a row unique."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pyarrow as pa

ColumnType = Literal["text", "date", "integer", "number", "yes_no", "place", "list", "money"]

ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "yes_no": pa.string(),
    "place": pa.string(),
    "list": pa.string(),
    "money": pa.decimal128(15, 2),  # yuan and fen, exact
}


@dataclass(frozen=True)
class Column:
    """One column: the type of its cells and what they may say.

    `required`: a row without it means nothing. `refers`: the table whose key the cell names. `code`: the type of
    vocabulary word it holds. `choices`: all it may say. `between`: least and greatest year. `least`: a number is at least
    so much, `above`: more than so much. A `list` is text whose items are parted by `separator`.
    """

    name: str
    type: ColumnType = "text"
    required: bool = False
    refers: str | None = None
    code: str | None = None
    choices: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    least: int | None = None
    above: int | None = None
    separator: str = " "

    @property
    def arrow(self) -> pa.DataType:
        """The Arrow type of the column in a `Case`."""
        return ARROW_TYPES[self.type]


@dataclass(frozen=True)
class Table:
    """One table: its columns in order and the columns that make a row unique (`key` where it is a single one).

    `never` are columns that the table may not have, not even as extra ones: they would tell who an anonymous row is.
    """

    name: str
    columns: tuple[Column, ...]
    key: str | None = "id"
    unique: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {c.name: c for c in self.columns}

    @property
    def unique_columns(self) -> tuple[str, ...]:
        """The columns that together may not repeat."""
        return (self.key,) if self.key else self.unique

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the table without extra columns."""
        return pa.schema([(c.name, c.arrow) for c in self.columns])


def id_() -> Column:
    """The key of a table."""
    return Column("id", required=True)


def refer(name: str, table: str, *, required: bool = False) -> Column:
    """A column that names a row of another table."""
    return Column(name, required=required, refers=table)


def place(name: str = "place") -> Column:
    """A column that names a place."""
    return Column(name, "place", refers="places")


def span() -> tuple[Column, Column]:
    """The first and the last day of something."""
    return Column("start", "date"), Column("end", "date")
