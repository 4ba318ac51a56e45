"""A printed table as a grid of texts: tab-separated text, CSV or a workbook; merged cells come as blanks."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from bangfu.errors import BangfuError, Problem
from bangfu.facts.importing.layout import Layout
from bangfu.facts.workbook import open_workbook

Line = tuple[int, list[str]]  # the row as a person counts it, and its cells
LARGEST = 50 * 1024 * 1024  # a printed table of a county is a few kilobytes
_MARKUP = re.compile(r"</?[A-Za-z]+>")


def read_lines(path: Path, layout: Layout) -> list[Line]:
    """The rows below the header, blank ones and repeated headers left out, each as wide as the layout.

    Raises `BangfuError` where the file cannot be read, has no such header, or a row has too many cells.
    """
    grid = read_grid(path, layout.sheet)
    width = len(layout.column)
    headers = [n for n, cells in grid if ["".join(c.split()) for c in cells[:width]] == layout.headers]
    if not headers:
        raise BangfuError(Problem("no_table_header", str(path), value="、".join(layout.headers)))
    lines = [line for line in grid if line[0] > headers[0] and line[0] not in headers and any(line[1])]
    wide = [Problem("too_many_cells", str(path), n, value=c[width]) for n, c in lines if any(c[width:])]
    if wide:
        raise BangfuError(*wide)
    return [(n, (cells + [""] * width)[:width]) for n, cells in lines]


def read_grid(path: Path, sheet: str | None = None) -> list[Line]:
    """All rows as they stand: of a workbook those of the sheet of that name, or of its first.

    Raises `BangfuError` where the file cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BangfuError(_unreadable(path, f"> {LARGEST >> 20} MB"))
        rows = _sheet(path, sheet) if path.suffix.lower() in (".xlsx", ".xls") else _text(path)
    except (OSError, UnicodeDecodeError, csv.Error, CalamineError) as e:
        raise BangfuError(_unreadable(path, str(e))) from e
    return [(number, [_clean(cell) for cell in row]) for number, row in enumerate(rows, 1)]


def _unreadable(path: Path, reason: str) -> Problem:
    return Problem("unreadable_table", str(path), details=(("reason", reason),))


def _text(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix.lower() == ".csv":
        return list(csv.reader(text.splitlines(keepends=True), strict=True))
    return [line.split("\t") for line in text.splitlines()]


def _sheet(path: Path, name: str | None) -> list[list[str]]:
    old = path.suffix.lower() == ".xls"  # no container that could hold more than it weighs
    book = CalamineWorkbook.from_path(path) if old else open_workbook(path, path.name)
    names = book.sheet_names
    if not names or (name is not None and name not in names):
        raise BangfuError(_unreadable(path, f"sheet {name or ''}"))
    # the blank rows above the first filled one count, so that row numbers are those of the sheet
    rows = book.get_sheet_by_name(name or names[0]).to_python(skip_empty_area=False)
    return [[_number(cell) for cell in row] for row in rows]


def _number(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _clean(cell: str) -> str:
    return _MARKUP.sub("", cell).strip()
