"""Reading a workbook: one sheet a table. The container is searched for traps before any sheet is read."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, ZipError

from bangfu.errors import BangfuError, Problem
from bangfu.facts.sheet import Sheet

MAX_UNPACKED_BYTES = 500_000_000
MAX_RATIO = 100
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how an encrypted (or an old .xls) workbook begins
BROKEN = (  # what the readers of a container raise when its bytes make no sense
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    CalamineError,
    ZipError,
    OSError,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
)
LARGEST_EXACT = 10**15  # a spreadsheet keeps 15 digits of a number
FORMULA = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]+)([0-9]+)"[^>]*>\s*<(?:\w+:)?f[\s>/]')
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def open_workbook(path: Path, file: str) -> CalamineWorkbook:
    """Open a workbook after searching its container; raises `BangfuError` if it should not be opened."""
    with path.open("rb") as stream:
        if stream.read(8) == OLE_MAGIC:
            raise BangfuError(Problem("encrypted_workbook", file))
    try:
        _refuse_bombs(path, file)
        return CalamineWorkbook.from_path(path)
    except BROKEN as error:
        raise _corrupt(file, error) from error


def _corrupt(file: str, error: Exception) -> BangfuError:
    reason = (str(error) or type(error).__name__).splitlines()[0][:200]
    return BangfuError(Problem("corrupt_file", file, details=(("reason", reason),)))


def _refuse_bombs(path: Path, file: str) -> None:
    """Refuse by the sizes the container states, then unpack once to see that it told the truth."""
    with zipfile.ZipFile(path) as container:
        entries = container.infolist()
        unpacked = sum(e.file_size for e in entries)
        packed = max(1, sum(e.compress_size for e in entries))
        if unpacked > MAX_UNPACKED_BYTES or unpacked / packed > MAX_RATIO:
            raise BangfuError(Problem("zip_bomb", file))
        if any(e.flag_bits & 1 for e in entries):
            raise BangfuError(Problem("encrypted_workbook", file))
        broken = container.testzip()
        if broken:
            raise zipfile.BadZipFile(f"bad checksum in {broken}")


def read_sheet(book: CalamineWorkbook, path: Path, table: str, file: str) -> Sheet:
    """Read the sheet that is called like the table; raises `BangfuError` with every fault of its form."""
    return Sheet.of(table, file, *read_cells(book, path, table, file))


def read_cells(
    book: CalamineWorkbook, path: Path, table: str, file: str
) -> tuple[pa.Table, npt.NDArray[np.int64]]:
    """The cells of a sheet as text under their heads, and the row numbers that a person sees; raises as `read_sheet`."""
    formulas = list(_formulas(path, table, file))
    if formulas:
        raise BangfuError(*formulas)
    try:
        rows = book.get_sheet_by_name(table).to_python(skip_empty_area=False)
    except (CalamineError, ZipError) as error:
        raise _corrupt(file, error) from error
    header = [_text(v) or "" for v in rows[0]] if rows else []
    while header and not header[-1] and not any(_text(row[len(header) - 1]) for row in rows):
        header.pop()
    problems = list(_rounded(rows, header, file))
    if problems:
        raise BangfuError(*problems)
    columns = [pa.array([_text(row[n]) for row in rows[1:]], pa.string()) for n in range(len(header))]
    numbers = np.arange(2, len(rows) + 1, dtype=np.int64)
    return pa.table(columns, names=header), numbers if header else numbers[:0]


def _text(value: object) -> str | None:
    """A cell as the text a CSV file would hold; None for an empty one."""
    match value:
        case None | "":
            return None
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime() if value.hour == value.minute == value.second == 0:
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _rounded(rows: list[list[Any]], header: list[str], file: str) -> Iterator[Problem]:
    for number, row in enumerate(rows, 1):
        for name, value in zip(header, row, strict=False):
            if isinstance(value, float) and abs(value) >= LARGEST_EXACT:
                yield Problem("rounded_number", file, number, name, f"{value:.0f}")


def _formulas(path: Path, table: str, file: str) -> Iterator[Problem]:
    """Cells that hold a formula: only its last result is stored, which nothing vouches for."""
    with zipfile.ZipFile(path) as container:
        part = _part_of(container, table)
        data = container.read(part) if part in container.namelist() else b""
    for found in FORMULA.finditer(data):
        yield Problem(
            "formula_cell", file, int(found[2]), details=(("cell", (found[1] + found[2]).decode()),)
        )


def _part_of(container: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the container that holds a sheet."""
    try:
        book = ElementTree.fromstring(container.read("xl/workbook.xml"))
        links = ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return None
    ids = [e.get(RELATION) for e in book.iter() if e.tag.endswith("}sheet") and e.get("name") == sheet]
    for link in links:
        if link.get("Id") in ids:
            target = link.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None
