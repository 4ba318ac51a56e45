"""A year's lines as a file: the columns of the library, names beside ids, nothing that a spreadsheet would calculate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from bangfu.incentives.lines import COLUMNS
from bangfu.paper.sheets import write_csv, write_rows
from bangfu.site.honours.showing import Line
from bangfu.site.honours.words import ANSWERS, STATUSES

TOLD = ("title", *COLUMNS, "person_name", "organisation_name")
FORMATS = ("xlsx", "csv")


def export_file(form: str, lines: Iterable[Line], day: date) -> IO[bytes]:
    """Lines as an open file without a name."""
    rows = [_row(line) for line in lines]
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"commendations.{form}"
        if form == "xlsx":
            write_rows(path, "commendations", list(TOLD), rows, day)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                write_csv(file, TOLD, ([row[c] for c in TOLD] for row in rows))
        return path.open("rb")


def _row(line: Line) -> dict[str, Any]:
    told = line.told.line()
    return told | {
        "title": line.title,
        "category": line.category,
        "role": line.role,
        "purpose": " ".join(told["purpose"]),
        "answer": str(ANSWERS.get(line.answer, "")),
        "status": str(STATUSES.get(told["status"] or "", "")),
        "bars": "；".join(
            f"{b.measure} {b.number} {b.clause} {b.first}–{b.last or ''}".strip() for b in line.bars
        ),
        "grants": " ".join(told["grants"]),
        "marks": "；".join(line.marks),
        "readings": " ".join(told["readings"]),
        "note": line.note,
        "person_name": line.person.name if line.person else None,
        "organisation_name": line.organisation.name if line.organisation else None,
    }
