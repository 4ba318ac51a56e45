"""Verdicts as a file: the columns of the contract, names beside ids, nothing that a spreadsheet would calculate."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.db.models import QuerySet

from bangfu.paper.sheets import write_csv, write_rows
from bangfu.site.duties.law import Law
from bangfu.site.duties.models import Verdict
from bangfu.site.roster.codes import text_of
from bangfu.site.web.words import word

COLUMNS = (
    "regulation", "clause", "duty", "role", "person", "organisation", "place", "household", "counterpart",
    "period_start", "period_end", "required", "achieved", "unit", "status",
)  # fmt: skip
# Where the columns of the contract come from, and the names beside them.
_FIELDS = {
    "person": "person_id",
    "organisation": "organisation_id",
    "place": "place_id",
    "household": "household_id",
}
_NAMES = {
    "person_name": "person__name",
    "organisation_name": "organisation__name",
    "place_name": "place__name",
}
Line = dict[str, Any]


def lines(rows: QuerySet[Verdict]) -> Iterator[Line]:
    """Verdicts in the columns of the contract."""
    wanted = [_FIELDS.get(c, c) for c in COLUMNS]
    for values in rows.values_list(*wanted).iterator(chunk_size=5000):
        line = dict(zip(COLUMNS, values, strict=True))
        yield line | {"place": text_of(line["place"])}


def told(rows: QuerySet[Verdict], known: Law) -> Iterator[Line]:
    """The same for people: codes in words, names beside ids."""
    wanted = [_FIELDS.get(c, c) for c in COLUMNS] + list(_NAMES.values())
    for values in rows.values_list(*wanted).iterator(chunk_size=5000):
        line = dict(zip((*COLUMNS, *_NAMES), values, strict=True))
        yield line | {
            "place": text_of(line["place"]),
            "title": known.title(line["regulation"], line["duty"]),
            "role": word("role", line["role"]),
            "unit": word("unit", line["unit"]),
            "status": word("status", line["status"]),
        }


TOLD = ("title", *COLUMNS, *_NAMES)


def _xlsx(path: Path, rows: QuerySet[Verdict], known: Law, day: date) -> None:
    write_rows(path, "verdicts", TOLD, told(rows, known), day)


def _csv(path: Path, rows: QuerySet[Verdict], known: Law, _day: date) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv(file, TOLD, ([line[c] for c in TOLD] for line in told(rows, known)))


def _jsonl(path: Path, rows: QuerySet[Verdict], _known: Law, _day: date) -> None:
    with path.open("w", encoding="utf-8") as file:
        for line in lines(rows):
            file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


FORMATS: dict[str, Callable[[Path, QuerySet[Verdict], Law, date], None]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "jsonl": _jsonl,
}


def export_file(format_: str, rows: QuerySet[Verdict], known: Law, day: date) -> IO[bytes]:
    """Everything in `rows` as an open file without a name. Made whole before it is sent: the scope ends with the view."""
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"verdicts.{format_}"
        FORMATS[format_](path, rows, known, day)
        return path.open("rb")
