"""The roster as files: one workbook or a folder of CSV with codes and names, and an empty workbook to fill in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pyarrow as pa

from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES, Column
from bangfu.paper.sheets import Book, write_csv
from bangfu.site.clock import today
from bangfu.site.roster.known import known_by
from bangfu.site.roster.places import places_near
from bangfu.site.roster.rows import ROSTER, Texts, code_of, standing
from bangfu.site.roster.words import said
from bangfu.site.web.models import Account
from bangfu.site.web.words import in_force, word

Names = dict[str, dict[str, str]]  # table → key → name


def roster_case(account: Account, *, in_full: bool = False) -> Case:
    """What the account sees, each code with its name beside it; heads of households masked unless asked for in full.

    Whoever knows a household has its name in full in any case.
    """
    rows = {table: list(standing(table).values()) for table in ROSTER}
    near = places_near(account)
    rows["places"] = [r for r in rows["places"] if code_of(r["code"]) in near]
    if not in_full:
        known = known_by(account.person_id, today())
        for row in rows["households"]:
            row["head"] = known.shown(row["id"], code_of(row["place"]), row["head"])
    names = {
        table: {row[ROSTER[table].key]: row.get("name") or row.get("head", "") for row in found}
        for table, found in rows.items()
    }
    return case_of("roster", {table: _with_names(table, found, names) for table, found in rows.items()})


def _with_names(table: str, rows: list[Texts], names: Names) -> pa.Table:
    columns = TABLES[table].columns
    text = {c.name: pa.array([r[c.name] or None for r in rows], pa.string()).cast(c.arrow) for c in columns}
    for column in columns:
        if column.refers or column.code:
            told = [_name(column, r[column.name], names) for r in rows]
            text[f"{column.name}_name"] = pa.array(told, pa.string())
    return pa.table(text)


def _name(column: Column, cell: str, names: Names) -> str | None:
    if column.refers:
        return names[column.refers].get(cell)
    return " ".join(word(column.code or "", code) for code in cell.split()) or None


def csv_folder(case: Case) -> bytes:
    """One CSV file a table, packed; no spreadsheet calculates what stands in a cell."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for table in ROSTER:
            text = io.StringIO()
            write_csv(text, case[table].column_names, (row.values() for row in case[table].to_pylist()))
            folder.writestr(f"{table}.csv", text.getvalue())
    return packed.getvalue()


def write_template(path: Path) -> None:
    """An empty workbook with the heads of every table, and a sheet that says what each column holds."""
    book = Book(path, today())
    told = book.sheet(said("help", "sheet"))
    book.header(told, 0, [said("help", h) for h in ("table", "column", "meaning", "must", "values")])
    told.set_column(0, 2, 14)
    told.set_column(3, 3, 8)
    told.set_column(4, 4, 80)
    line = 0
    for table in ROSTER:
        sheet = book.sheet(table)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(ROSTER[table].columns) - 1, 16)
        book.header(sheet, 0, ROSTER[table].columns)
        for column in TABLES[table].columns:
            line += 1
            book.row(told, line, _help(table, column))
    book.close()


def _help(table: str, column: Column) -> list[str]:
    must = said("help", "yes") if column.required else ""
    return [
        table,
        column.name,
        f"{said('table', table)} · {said('column', column.name)}",
        must,
        _values(column),
    ]


def _values(column: Column) -> str:
    """What a cell of the column may say."""
    if column.code:
        return "; ".join(f"{code} {word(column.code, code)}" for code in in_force().codes(column.code))
    if column.choices:
        return "; ".join(f"{choice} {said(column.name, choice)}" for choice in column.choices)
    if column.type == "date":
        return "2019-03-05"
    return said("help", "place") if column.type == "place" else said("help", "key") if column.refers else ""
