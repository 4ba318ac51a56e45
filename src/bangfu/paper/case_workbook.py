"""A case as one workbook, a sheet a table, that reads back as the same case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.tables import TABLES
from bangfu.paper.files import whole_file
from bangfu.paper.sheets import MOST_ROWS, Book

_DAY = date(2000, 1, 1)  # the workbook's own date: the same case gives the same file


def write_case_workbook(case: Case, path: Path) -> None:
    """Write the tables that hold anything. Raises `BangfuError` where one has more rows than a sheet can hold."""
    full = [(name, case[name]) for name in TABLES if case[name].num_rows]
    too_long = [(name, t.num_rows) for name, t in full if t.num_rows > MOST_ROWS]
    if too_long:
        details = (("most", f"{MOST_ROWS:,}"),)
        raise BangfuError(
            *(Problem("too_many_rows", name, value=f"{n:,}", details=details) for name, n in too_long)
        )
    with whole_file(path) as temporary:
        book = Book(temporary, _DAY, large=True)
        for name, table in full:
            sheet = book.sheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, table.num_columns - 1, 16)
            book.header(sheet, 0, table.column_names)
            columns = [table[c].to_pylist() for c in table.column_names]
            for number, row in enumerate(zip(*columns, strict=True), 1):
                book.row(sheet, number, row)
        book.close()
