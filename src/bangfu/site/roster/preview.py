"""A change in words: every id by its name, every cell old and new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from bangfu.facts.tables import TABLES
from bangfu.site.roster.changes import Op
from bangfu.site.roster.models import Household, Organisation, Person, Place
from bangfu.site.roster.options import household_label
from bangfu.site.roster.rows import code_of
from bangfu.site.roster.words import said
from bangfu.site.web.masking import masked
from bangfu.site.web.words import word

Names = dict[tuple[str, str], str]  # (table, key) → how it is called


@dataclass(frozen=True)
class Cell:
    """One column of one row."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class NamedOp:
    """One row of a change as somebody reads it."""

    table: str
    id: str
    new: bool
    title: str
    cells: list[Cell]


def named_ops(ops: Sequence[Op]) -> list[NamedOp]:
    """The rows of a change with the names of what they refer to."""
    names = _names(ops)
    return [_named(op, names) for op in ops]


def _named(op: Op, names: Names) -> NamedOp:
    cells = [
        Cell(said("column", c), _said(op.table, c, old, names), _said(op.table, c, new, names))
        for c, old, new in op.cells
        if c not in ("id", "code")
    ]
    return NamedOp(said("table", op.table), op.id, op.before is None, _title(op, names), cells)


def _title(op: Op, names: Names) -> str:
    """What the row is about, from the columns that say it."""
    row = op.before or op.after
    telling = {
        "posts": ("role", "person", "organisation", "place"),
        "pairings": ("person", "household"),
        "households": ("head", "place"),
    }.get(op.table, ("name",))
    return " · ".join(filter(None, (_said(op.table, c, row[c], names) for c in telling)))


def _said(table: str, column: str, text: str, names: Names) -> str:
    if not text:
        return ""
    if (table, column) == ("households", "head"):
        return masked(text, "name")
    known = TABLES[table].by_name[column]
    if known.code:
        return "、".join(word(known.code, code) for code in text.split())
    if known.refers:
        return names.get((known.refers, text), text)
    return said(column, text)


def _names(ops: Iterable[Op]) -> Names:
    """The names of everything referred to: from the rows of the change itself, and from the database."""
    wanted: dict[str, set[str]] = {}
    found: Names = {}
    for op in ops:
        found[op.table, op.id] = op.after.get("name") or masked(op.after.get("head", ""), "name") or op.id
        for row in filter(None, (op.before, op.after)):
            for column in TABLES[op.table].columns:
                if column.refers and row.get(column.name):
                    wanted.setdefault(column.refers, set()).add(row[column.name])
    return {**_looked_up(wanted), **found}


def _looked_up(wanted: dict[str, set[str]]) -> Names:
    models: dict[str, QuerySet] = {  # type: ignore[type-arg]
        "organisations": Organisation.objects.all(),
        "people": Person.objects.all(),
        "households": Household.objects.select_related("place"),
    }
    found: Names = {}
    for table, rows in models.items():
        for row in rows.filter(pk__in=wanted.get(table, ())):
            found[table, row.pk] = household_label(row) if table == "households" else str(row)
    codes = {code_of(text): text for text in wanted.get("places", ())}
    for place in Place.objects.filter(pk__in=codes):
        found["places", codes[place.pk]] = place.name
    return found
