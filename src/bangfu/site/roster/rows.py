"""The roster's rows in the words of the exchange format, and back: what a plan says and the database keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa
from django.db.models import Model

from bangfu.facts.case import Case, case_of
from bangfu.facts.places import place_code
from bangfu.facts.tables import TABLES
from bangfu.site.roster.codes import code_of, last_of
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Place, Post
from bangfu.site.roster.search import keys_of

Texts = dict[str, str]  # column → what a cell says; empty is unknown


@dataclass(frozen=True)
class RosterTable:
    """One table of the contract and the model that keeps it."""

    name: str
    model: type[Model]
    named_by: str = ""  # the column whose pinyin is kept

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The contract's columns."""
        return tuple(c.name for c in TABLES[self.name].columns)

    @property
    def key(self) -> str:
        """The column that makes a row unique."""
        return TABLES[self.name].key or "id"

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The model's field for each column."""
        concrete = {f.name: f.attname for f in self.model._meta.concrete_fields}
        return tuple(concrete[c] for c in self.columns)

    @property
    def table(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table

    def texts(self, values: Iterable[Any]) -> Texts:
        """The values of the fields as cells."""
        return {c: self._said[c](v) for c, v in zip(self.columns, values, strict=True)}

    def values(self, texts: Texts) -> dict[str, Any]:
        """Cells as values of the fields, with what the database keeps beside them."""
        found = {f: self._meant[c](texts.get(c, "")) for c, f in zip(self.columns, self.fields, strict=True)}
        if self.model is Place:
            found["last"] = last_of(texts["code"])
        if self.named_by:
            found["key"] = keys_of(texts.get(self.named_by, ""))
        return found

    @cached_property
    def _said(self) -> dict[str, Callable[[Any], str]]:
        return {c: _said(self.name, c) for c in self.columns}

    @cached_property
    def _meant(self) -> dict[str, Callable[[str], Any]]:
        nullable = {f.attname for f in self.model._meta.concrete_fields if f.null}
        return {
            c: _meant(self.name, c, f in nullable) for c, f in zip(self.columns, self.fields, strict=True)
        }


def _separator(table: str, column: str) -> str | None:
    found = TABLES[table].by_name[column]
    return found.separator if found.type == "list" else None


def is_code(table: str, column: str) -> bool:
    """Whether a cell holds a place code."""
    return TABLES[table].by_name[column].type == "place" or (table, column) == ("places", "code")


def _said(table: str, column: str) -> Callable[[Any], str]:
    separator = _separator(table, column)
    if separator is not None:
        return separator.join
    if is_code(table, column):
        return place_said
    return lambda value: "" if value is None else value if isinstance(value, str) else value.isoformat()


def _meant(table: str, column: str, nullable: bool) -> Callable[[str], Any]:
    separator = _separator(table, column)
    if separator is not None:
        return lambda text: [part for part in text.split(separator) if part]
    if is_code(table, column):
        return code_of
    if TABLES[table].by_name[column].type == "date":
        return lambda text: date.fromisoformat(text) if text else None
    return lambda text: text or (None if nullable else "")


def place_said(code: int | None) -> str:
    """A place code as the contract writes it."""
    return "" if code is None else place_code(str(code)) or str(code)


ROSTER: dict[str, RosterTable] = {
    t.name: t
    for t in (
        RosterTable("places", Place),
        RosterTable("organisations", Organisation, "name"),
        RosterTable("people", Person, "name"),
        RosterTable("posts", Post),
        RosterTable("households", Household, "head"),
        RosterTable("pairings", Pairing),
    )
}


def standing(table: str, keys: Iterable[str] | None = None) -> dict[str, Texts]:
    """The rows that the account may see, by key; only those asked for where keys are given."""
    known = ROSTER[table]
    rows: Any = known.model._default_manager.order_by("pk")
    if keys is not None:
        wanted = [code_of(k) for k in keys] if table == "places" else list(keys)
        rows = rows.filter(pk__in=wanted)
    found = (known.texts(values) for values in rows.values_list(*known.fields))
    return {texts[known.key]: texts for texts in found}


def case_of_rows(rows: Mapping[str, Mapping[str, Texts]]) -> Case:
    """Rows in the words of the exchange format as a case."""
    return case_of("roster", {name: _arrow(name, of.values()) for name, of in rows.items()})


def _arrow(name: str, rows: Iterable[Texts]) -> pa.Table:
    listed = list(rows)
    text = pa.table(
        {c.name: pa.array([r[c.name] or None for r in listed], pa.string()) for c in TABLES[name].columns}
    )
    return text.cast(TABLES[name].schema)
