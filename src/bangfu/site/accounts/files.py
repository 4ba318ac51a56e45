"""Logs of the audit as files."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localtime

from bangfu.paper.sheets import write_csv
from bangfu.site.accounts.histories import Changed
from bangfu.site.clock import today

Row = tuple[Any, ...]


def csv_file(name: str, heads: Row, rows: Iterable[Row]) -> HttpResponse:
    """A table; nothing in it is calculated by a spreadsheet."""
    text = io.StringIO()
    write_csv(text, heads, ((_text(cell) for cell in row) for row in rows))
    disposition = f'attachment; filename="{name}-{today()}.csv"'
    return HttpResponse(
        text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def _text(cell: Any) -> str:
    return localtime(cell).isoformat(timespec="seconds") if isinstance(cell, datetime) else str(cell)


def lines_of(changes: Iterable[Changed]) -> Iterable[Row]:
    """A line for each column that a change touched."""
    for change in changes:
        first = (change.at, change.row, change.name, change.label, change.who, change.reason, change.path)
        yield from ((*first, *cells) for cells in change.cells)
