"""Entries as a file: the columns of the contract, names beside ids, nothing that a spreadsheet would calculate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.db.models import QuerySet

from bangfu.paper.sheets import write_csv, write_rows
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.codes import text_of
from bangfu.site.web.words import word

# Column → where it comes from. Names of households stay in the register.
COLUMNS = {
    "id": "pk",
    "kind": "kind",
    "on": "on",
    "until": "until",
    "person": "person_id",
    "person_name": "person__name",
    "organisation": "organisation_id",
    "organisation_name": "organisation__name",
    "place": "place_id",
    "place_name": "place__name",
    "household": "household_id",
    "counterpart_person": "counterpart_person_id",
    "counterpart_organisation": "counterpart_organisation_id",
    "note": "note",
    "corrects": "corrects_id",
    "withdraws": "withdraws",
    "reason": "reason",
    "seq": "seq",
    "hash": "hash",
}
Line = dict[str, Any]


def lines(rows: QuerySet[Entry]) -> Iterator[Line]:
    """Entries for people: the kind in words, places as the exchange format writes them."""
    for values in rows.values_list(*COLUMNS.values()).iterator(chunk_size=5000):
        line = dict(zip(COLUMNS, values, strict=True))
        yield line | {
            "kind": word("activity", line["kind"]),
            "place": text_of(line["place"]),
            "withdraws": "yes" if line["withdraws"] else None,
        }


def _xlsx(path: Path, rows: QuerySet[Entry], day: date) -> None:
    write_rows(path, "ledger", list(COLUMNS), lines(rows), day)


def _csv(path: Path, rows: QuerySet[Entry], _day: date) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv(file, COLUMNS, (line.values() for line in lines(rows)))


FORMATS: dict[str, Callable[[Path, QuerySet[Entry], date], None]] = {"xlsx": _xlsx, "csv": _csv}


def export_file(format_: str, rows: QuerySet[Entry], day: date) -> IO[bytes]:
    """Everything in `rows` as an open file without a name. Made whole before it is sent: the scope ends with the view."""
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"ledger.{format_}"
        FORMATS[format_](path, rows, day)
        return path.open("rb")
