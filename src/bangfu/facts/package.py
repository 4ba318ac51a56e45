"""The Data Package descriptor of a case: what is in the folder, for any program that reads the open standard."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from bangfu.facts.tables import TABLES, Column, ColumnType, Table

Format = Literal["csv", "parquet"]

MARK = "bangfu"  # the key by which we know a folder as written by us
FIELD_TYPES: dict[ColumnType, str] = {
    "date": "date", "integer": "integer", "number": "number", "money": "number",
}  # fmt: skip


def descriptor(name: str, columns: Mapping[str, list[str]], format_: Format) -> dict[str, Any]:
    """The content of `datapackage.json` for the tables written, given the columns of each."""
    return {
        "name": _slug(name),
        "title": name,
        "profile": "tabular-data-package" if format_ == "csv" else "data-package",
        MARK: {"format": 1},
        "resources": [_resource(TABLES[t], names, columns, format_) for t, names in columns.items()],
    }


def _slug(name: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower()).strip("-")
    return kept or "case"


def _resource(table: Table, names: list[str], written: Collection[str], format_: Format) -> dict[str, Any]:
    csv: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
    }
    parquet = {"mediatype": "application/vnd.apache.parquet"}
    return {
        "name": table.name,
        "path": f"{table.name}.{format_}",
        "format": format_,
        **(csv if format_ == "csv" else parquet),
        "schema": _schema(table, names, written),
    }


def _schema(table: Table, names: list[str], written: Collection[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(n, table.by_name.get(n)) for n in names],
        "missingValues": [""],
        "foreignKeys": [
            {
                "fields": c.name,
                "reference": {
                    "resource": "" if c.refers == table.name else c.refers,
                    "fields": TABLES[c.refers].key,
                },
            }
            for c in table.columns
            if c.refers and c.refers in written
        ],
    }
    if table.key:
        schema["primaryKey"] = table.key
    return schema


def _field(name: str, column: Column | None) -> dict[str, Any]:
    """One field; an extra column is text."""
    if column is None:
        return {"name": name, "type": "string"}
    kind = FIELD_TYPES.get(column.type, "string")
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = [int(c) for c in column.choices] if kind == "integer" else list(column.choices)
    if column.between:
        constraints["minimum"], constraints["maximum"] = column.between
    if column.least is not None:
        constraints["minimum"] = column.least
    return {"name": name, "type": kind, **({"constraints": constraints} if constraints else {})}
