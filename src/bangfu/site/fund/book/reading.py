"""Reading a workbook in: each row fills in the form of its sheet. Every fault is told with file, row and column; all or nothing.

1. The container and its sheets are opened as those of cases are: no formula, no trap.
2. A row whose id stands on the site already and says the same changes nothing; one that says something else is a fault.
3. A row with an id of the workbook's own that says the same as one of the site is that one: so a workbook that is read in
   again changes nothing.
4. Another row is done by its form, as whoever reads it in; what it names may stand in an earlier sheet.
5. With one fault, everything is taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.datastructures import MultiValueDict

from bangfu.errors import BangfuError, Problem, catalogue
from bangfu.facts.workbook import open_workbook, read_cells
from bangfu.site.fund.book.sheets import SHEETS, Sheet, as_place, as_sum, found, pointed, stands
from bangfu.site.fund.book.twins import SUMS, Twins
from bangfu.site.fund.book.writing import row_of
from bangfu.site.web.deed import Deed
from bangfu.site.web.models import Account as User

MOST = 5000  # rows of a workbook
Cells = dict[str, str | None]


@dataclass
class Read:
    """What came of a workbook: rows by sheet that are new and that were there already."""

    new: Counter[str] = field(default_factory=Counter[str])
    known: Counter[str] = field(default_factory=Counter[str])


class _Book:
    """A workbook that is being read in."""

    def __init__(self, user: User, twins: Twins) -> None:
        self.user = user
        self.twins = twins
        self.made: dict[tuple[str, str], Any] = {}  # by sheet and the id that the workbook gave it
        self.lost: set[tuple[str, str]] = set()  # rows with a fault; what rests on them is not blamed
        self.read = Read()

    def row(self, sheet: Sheet, cells: Cells) -> None:
        """Do one row. Raises `BangfuError`."""
        key = (sheet.name, cells.get("id") or "")
        if sheet.has_id and self._is_known(sheet, cells, key):
            self.read.known[sheet.name] += 1
            return
        about = self._named(sheet.names[sheet.about], cells[sheet.about]) if sheet.about else self.user.area
        if about is None:
            raise BangfuError(
                Problem("fund_book_unknown", column=sheet.about, value=cells[sheet.about] or "")
            )
        if not sheet.has_id and stands(sheet, cells, about):
            self.read.known[sheet.name] += 1
            return
        made = self._done(sheet, cells, about)
        if sheet.has_id:
            self.made[key] = made
        self.read.new[sheet.name] += 1

    def _is_known(self, sheet: Sheet, cells: Cells, key: tuple[str, str]) -> bool:
        """Whether the site holds a row already, by its id or by all that it says. Raises `BangfuError`."""
        if there := found(*key):
            _compare(sheet, cells, there)
            return True
        made = {c: self.made.get((of, cells[c] or "")) for c, of in sheet.names.items()}
        there = self.twins.take(sheet, cells | {c: row.pk for c, row in made.items() if row is not None})
        if there:
            self.made[key] = there
        return there is not None

    def rests_on_lost(self, sheet: Sheet, cells: Cells) -> bool:
        """Whether a row names one that had a fault."""
        return any((of, cells.get(column) or "") in self.lost for column, of in sheet.names.items())

    def _named(self, sheet: str, key: str | None) -> Any:
        if not key:
            return None
        row = self.made.get((sheet, key)) or found(sheet, key)
        return pointed(sheet, row) if row is not None else None

    def _done(self, sheet: Sheet, cells: Cells, about: Any) -> Any:
        if not sheet.deed.open_to(self.user):
            raise BangfuError(Problem("fund_not_yours"))
        form = sheet.deed(about, MultiValueDict(dict(self._fields(sheet, cells))))
        if not form.is_valid():
            raise BangfuError(*_faults(form))
        return form.do(self.user)

    def _fields(self, sheet: Sheet, cells: Cells) -> Iterator[tuple[str, list[str]]]:
        for column, text in cells.items():
            if column in ("id", sheet.about) or not text:
                continue
            if column in sheet.names:
                yield column, [self._key(sheet.names[column], column, text)]
            elif column in sheet.places:
                yield column, [as_place(text) or ""]
            else:
                yield column, text.split() if column == "prepared" else [text]

    def _key(self, sheet: str, column: str, text: str) -> str:
        row = self._named(sheet, text)
        if row is None:
            raise BangfuError(Problem("fund_book_unknown", column=column, value=text))
        return str(row.pk)


def read_book(path: Path, file: str, user: User) -> Read:
    """Read a workbook in. Raises `BangfuError` with every fault, and changes nothing then."""
    rows, problems = _in_order(list(_rows(path, file))), list[Problem]()
    book = _Book(user, Twins((sheet.name, cells.get("id") or "") for sheet, _, cells in rows))
    with transaction.atomic():
        for sheet, row, cells in rows:
            key = (sheet.name, cells.get("id") or "")
            if book.rests_on_lost(sheet, cells):
                book.lost.add(key)
                continue
            try:
                with transaction.atomic():
                    book.row(sheet, cells)
            except BangfuError as error:
                book.lost.add(key)
                problems += [replace(each, file=f"{file}/{sheet.name}", row=row) for each in error.problems]
        if problems:
            raise BangfuError(*problems)
    return book.read


def _in_order(rows: list[tuple[Sheet, int, Cells]]) -> list[tuple[Sheet, int, Cells]]:
    """The plan of several years whole, up to its adoption, before those of its years; else as the sheets stand."""
    above = {
        cells["id"] for sheet, _, cells in rows if sheet.name == "plans" and cells["kind"] == "three_year"
    }

    def is_later(sheet: Sheet, cells: Cells) -> bool:
        key = cells["id"] if sheet.name == "plans" else cells.get("plan")
        return key not in above

    return sorted(rows, key=lambda row: is_later(row[0], row[2]))


def _rows(path: Path, file: str) -> Iterator[tuple[Sheet, int, Cells]]:
    """Every row of the sheets that are known, in the order of sheets."""
    book = open_workbook(path, file)
    sheets = [sheet for sheet in SHEETS if sheet.name in book.sheet_names]
    if not sheets:
        raise BangfuError(Problem("fund_book_empty", file))
    for sheet in sheets:
        at = f"{file}/{sheet.name}"
        table, numbers = read_cells(book, path, sheet.name, at)
        if lacking := [c for c in sheet.columns if table.column_names.count(c) != 1]:
            raise BangfuError(*(Problem("fund_book_column", at, 1, column, column) for column in lacking))
        if table.num_rows > MOST:
            raise BangfuError(
                Problem("fund_book_long", at, value=str(table.num_rows), details=(("most", str(MOST)),))
            )
        for number, cells in zip(numbers, table.select(list(sheet.columns)).to_pylist(), strict=True):
            if any(cells.values()):
                yield sheet, int(number), cells


def _compare(sheet: Sheet, cells: Cells, there: Any) -> None:
    """Refuse a row that says something else than the one that stands."""
    told = row_of(sheet.name, there)
    for column, text in cells.items():
        given = as_sum(text) if column in SUMS and text else text or ""
        if given != told[column]:
            raise BangfuError(Problem("fund_book_other", column=column, value=cells["id"] or ""))


def _faults(form: Deed) -> Iterator[Problem]:
    """What a form refuses, each at its column."""
    for name, faults in form.errors.as_data().items():
        value = str(form.data.get(name, ""))
        for fault in faults:
            if fault.code in catalogue():
                yield Problem(fault.code, column=name, value=value)
            else:
                details = (("reason", " ".join(map(str, fault.messages))),)
                yield Problem("fund_book_cell", column=name, value=value, details=details)
