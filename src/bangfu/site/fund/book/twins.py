"""Rows of the site that say the same as rows to which a workbook gave ids of its own: read in twice, it books nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from bangfu.site.fund.book.sheets import Sheet, as_place, as_sum, found
from bangfu.site.fund.book.writing import rows_of

Cells = dict[str, str | None]
SUMS = ("amount", "budget", "target")


class Twins:
    """What stood on the site before the workbook came, by what it says; each row is the twin of one row."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self.named = frozenset(named)  # by sheet and id: those rows are named themselves
        self.left: dict[str, dict[tuple[str, ...], list[str]]] = {}

    def take(self, sheet: Sheet, cells: Cells) -> Any:
        """A row of the site that says the same; None without one. `cells` name other rows as the site does."""
        if sheet.name not in self.left:
            self.left[sheet.name] = self._by_words(sheet)
        same = self.left[sheet.name].get(_said(sheet, cells))
        return found(sheet.name, same.pop(0)) if same else None

    def _by_words(self, sheet: Sheet) -> dict[tuple[str, ...], list[str]]:
        rows: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in rows_of(sheet.name):
            if (sheet.name, row["id"]) not in self.named:
                rows[_said(sheet, dict(row))].append(row["id"])
        return dict(rows)


def _said(sheet: Sheet, cells: Cells) -> tuple[str, ...]:
    """What a row says, whichever way it writes sums, places and several words; who was paid of a household is known by it."""

    def plain(column: str, text: str) -> str:
        if column == "payee" and cells.get("household"):
            return ""
        if column in sheet.places:
            return as_place(text) or ""
        return as_sum(text) if column in SUMS and text else " ".join(sorted(text.split()))

    return tuple(plain(column, cells[column] or "") for column in sheet.columns if column != "id")
