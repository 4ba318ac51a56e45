"""The exchange format as data: every table of a case, its columns, and what a cell of each may hold.

Reading, checking, writing and the Data Package descriptor are all driven by `TABLES`; nothing else lists columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pyarrow as pa

from bangfu.regulation.periods import FIRST_YEAR, LAST_YEAR

ColumnType = Literal["text", "date", "integer", "number", "yes_no", "place", "list"]

LEVELS = ("province", "prefecture", "county", "township", "village")
ORGANISATION_LEVELS = ("central", *LEVELS)
WORD_TYPES = ("role", "actor", "activity", "finding", "household_kind")

ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "yes_no": pa.string(),
    "place": pa.string(),
    "list": pa.string(),
}


@dataclass(frozen=True)
class Column:
    """One column: the type of its cells and what they may say.

    `required`: a row without it means nothing. `refers`: the table whose key the cell names. `code`: the type of
    vocabulary word it holds. `choices`: all it may say. `between`: least and greatest number. A `list` is text whose
    items are parted by `separator`.
    """

    name: str
    type: ColumnType = "text"
    required: bool = False
    refers: str | None = None
    code: str | None = None
    choices: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    separator: str = " "

    @property
    def arrow(self) -> pa.DataType:
        """The Arrow type of the column in a `Case`."""
        return ARROW_TYPES[self.type]


@dataclass(frozen=True)
class Table:
    """One table: its columns in order and the columns that make a row unique (`key` where it is a single one)."""

    name: str
    columns: tuple[Column, ...]
    key: str | None = "id"
    unique: tuple[str, ...] = ()

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


def _id() -> Column:
    return Column("id", required=True)


def _refer(name: str, table: str, *, required: bool = False) -> Column:
    return Column(name, required=required, refers=table)


def _place(name: str = "place") -> Column:
    return Column(name, "place", refers="places")


def _span() -> tuple[Column, Column]:
    return Column("start", "date"), Column("end", "date")


_TABLES = (
    Table(
        "places",
        (
            Column("code", required=True),
            Column("name", required=True),
            Column("level", required=True, choices=LEVELS),
            _place("parent"),
            Column("tags", "list"),
            Column("area"),
            Column("aliases", "list", separator=";"),
        ),
        key="code",
    ),
    Table(
        "organisations",
        (
            _id(),
            Column("name"),
            Column("level", choices=ORGANISATION_LEVELS),
            Column("kind"),
            _place(),
        ),
    ),
    Table(
        "people",
        (
            _id(),
            Column("name"),
            _refer("organisation", "organisations"),
            Column("rank", choices=("department", "division_or_below")),
            Column("staff_type", choices=("civil_servant", "public_institution", "other")),
        ),
    ),
    Table(
        "posts",
        (
            _id(),
            Column("role", required=True, code="role"),
            _refer("person", "people"),
            _refer("organisation", "organisations"),
            _place(),
            *_span(),
        ),
    ),
    Table(
        "households",
        (_id(), _place(), Column("head"), Column("kinds", "list", code="household_kind"), *_span()),
    ),
    Table(
        "pairings",
        (
            _id(),
            _refer("person", "people", required=True),
            _refer("household", "households", required=True),
            *_span(),
        ),
    ),
    Table(
        "activities",
        (
            _id(),
            Column("kind", required=True, code="activity"),
            Column("on", "date", required=True),
            Column("until", "date"),
            _refer("person", "people"),
            _refer("organisation", "organisations"),
            _place(),
            _refer("household", "households"),
            _refer("counterpart_person", "people"),
            _refer("counterpart_organisation", "organisations"),
            Column("note"),
        ),
    ),
    Table(
        "findings",
        (
            _id(),
            Column("kind", required=True, code="finding"),
            Column("on", "date", required=True),
            _refer("person", "people"),
            _refer("organisation", "organisations"),
            _place(),
            Column("source", choices=("inspection", "complaint", "report")),
            Column("level", choices=("county", "prefecture", "province", "central")),
            Column("verified", "yes_no", choices=("yes", "no")),
            Column("severity", "integer", choices=("1", "2", "3")),
            Column("bad_influence", "yes_no", choices=("yes", "no")),
            Column("state", choices=("disputed", "withdrawn")),  # empty: it stands
        ),
    ),
    Table(
        "rankings",
        (
            Column("year", "integer", required=True, between=(FIRST_YEAR, LAST_YEAR)),
            Column("subject_kind", required=True, choices=("unit", "township")),
            _refer("organisation", "organisations"),
            _place(),
            Column("area"),
            Column("score", "number"),
        ),
        key=None,
        unique=("year", "subject_kind", "organisation", "place", "area"),
    ),
    Table(
        "exemptions",
        (
            _id(),
            Column("regulation"),
            Column("duty"),
            _refer("person", "people"),
            _refer("organisation", "organisations"),
            _place(),
            _refer("household", "households"),
            *_span(),
            Column("reason"),
            Column("approved_by"),
        ),
    ),
    Table(
        "calendar",
        (
            Column("date", "date", required=True),
            Column("workday", "yes_no", required=True, choices=("yes", "no")),
            Column("name"),
        ),
        key="date",
    ),
    Table(
        "vocabulary",
        (
            Column("type", required=True, choices=WORD_TYPES),
            Column("code", required=True),
            Column("zh"),
            Column("en"),
            Column("note"),
            Column("held_by", choices=("person", "organisation")),
        ),
        key=None,
        unique=("type", "code"),
    ),
)

# In the order in which a table refers only to those before it.
TABLES: dict[str, Table] = {t.name: t for t in _TABLES}
