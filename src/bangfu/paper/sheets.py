"""Tables in spreadsheets: text stays text, whatever it begins with."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bangfu.errors import BangfuError, Problem

MOST_ROWS = 1_048_575  # of a sheet, below its header
FONT = "Microsoft YaHei"  # has both scripts; other programs put their own Chinese font in its place
Property = str | int | bool
Style = tuple[tuple[str, Property], ...]
# The wide forms, too: where Chinese is written, spreadsheets take them for the narrow ones.
_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula."""
    return text.startswith(_RISKY)


def guarded(value: object) -> object:
    """A cell for CSV that no spreadsheet calculates: an apostrophe goes before text that looks like a formula."""
    return f"'{value}" if isinstance(value, str) and is_risky(value) else value


def write_csv(file: TextIO, heads: Iterable[object], rows: Iterable[Iterable[object]]) -> None:
    """A table as CSV, with the mark that spreadsheets look for; none of them calculates anything in it."""
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows([guarded(cell) for cell in row] for row in rows)


def plain(value: object) -> object:
    """A value as one cell: lists are joined by spaces, of nested records the clause is enough."""
    if isinstance(value, (list, tuple)):
        parts = [v.get("clause", v) if isinstance(v, dict) else v for v in value]
        return " ".join(str(p) for p in parts)
    return value


@dataclass
class Book:
    """A workbook being written; `style` returns a cell format, made once for each set of properties."""

    path: Path
    created: date
    large: bool = False  # rows are flushed as they come; nothing earlier can be written again
    _styles: dict[Style, Format] = field(default_factory=dict[Style, Format])

    def __post_init__(self) -> None:
        options = {"constant_memory": self.large, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(str(self.path), options)
        # the day of the judgement and not the clock's: the same board gives the same file
        self.book.set_properties({"created": datetime.combine(self.created, datetime.min.time())})

    def style(self, **properties: Property) -> Format:
        """A cell format with the font of the workbook."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            base = {"font_name": FONT, "font_size": 10, "valign": "top"}
            self._styles[key] = self.book.add_format({**base, **properties})
        return self._styles[key]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet that prints on landscape A4, one page wide."""
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def header(self, sheet: Worksheet, row: int, names: Sequence[str]) -> None:
        """A row of column heads."""
        style = self.style(bold=True, bg_color="#DCE6F1", bottom=1, text_wrap=True)
        for column, name in enumerate(names):
            sheet.write_string(row, column, name, style)

    def row(self, sheet: Worksheet, row: int, cells: Iterable[object], **properties: Property) -> None:
        """A row of values: numbers as numbers, dates as dates, everything else as text."""
        for column, value in enumerate(cells):
            self.cell(sheet, row, column, value, **properties)

    def cell(self, sheet: Worksheet, row: int, column: int, value: object, **properties: Property) -> None:
        """One value; `None` is left empty."""
        value = plain(value)
        if isinstance(value, bool) or (
            value is not None and not isinstance(value, (int, float, Decimal, date, str))
        ):
            value = str(value)
        if isinstance(value, date):
            sheet.write_datetime(
                row,
                column,
                datetime.combine(value, datetime.min.time()),
                self.style(num_format="yyyy-mm-dd", **properties),
            )
        elif isinstance(
            value, Decimal
        ):  # the file holds nothing finer than a float, which keeps yuan and fen exactly
            sheet.write_number(row, column, float(value), self.style(num_format="0.00", **properties))
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, self.style(**properties))
        elif isinstance(value, str) and value:
            quote = {"quote_prefix": True} if is_risky(value) else {}
            sheet.write_string(row, column, value[:32767], self.style(**properties, **quote))

    def close(self) -> None:
        """Write the file."""
        self.book.close()


def write_rows(
    path: Path, sheet_name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]], day: date
) -> int:
    """A workbook of one table; returns how many rows it has. `BangfuError` where a sheet cannot hold them."""
    book = Book(path, day, large=True)
    sheet = book.sheet(sheet_name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 16)
    book.header(sheet, 0, columns)
    number = 0
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise BangfuError(
                Problem("too_many_rows", path.name, value=str(number), details=(("most", str(MOST_ROWS)),))
            )
        book.row(sheet, number, (row.get(c) for c in columns))
    if number:
        sheet.autofilter(0, 0, number, len(columns) - 1)
    book.close()
    return number
