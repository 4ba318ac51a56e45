"""An account as a file: the columns of the library with names beside ids, or the sheet to sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from bangfu.entitlements.account import Account as Sheet
from bangfu.entitlements.line import LINE_COLUMNS
from bangfu.paper.allowance_sheet import write_allowance_sheet
from bangfu.paper.sheets import plain, write_csv, write_rows
from bangfu.site.roster.codes import code_of, text_of
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.words import in_force, tongue

NAMED = {
    "person_name": "person",
    "organisation_name": "organisation",
    "place_name": "place",
    "payer_name": "payer",
}
COLUMNS = (*LINE_COLUMNS, *NAMED)
Names = Mapping[str, str]


def names(sheet: Sheet) -> dict[str, str]:
    """The names of all whom an account names, as far as the reader sees them."""
    found: dict[str, str] = {}
    units = {o for line in sheet.found for o in (line.organisation, line.payer) if o}
    people = {line.person for line in sheet.found if line.person}
    places = {code for line in sheet.found if (code := code_of(line.place))}
    found |= dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    found |= dict(Organisation.objects.filter(pk__in=units).values_list("pk", "name"))
    told = Place.objects.filter(pk__in=places).values_list("pk", "name")
    return found | {text_of(code) or "": name for code, name in told}


def _lines(sheet: Sheet) -> list[dict[str, Any]]:
    called = names(sheet)
    return [
        {c: plain(row.get(c)) for c in LINE_COLUMNS}
        | {name: called.get(row.get(of) or "", "") for name, of in NAMED.items()}
        for row in sheet.rows(tongue())
    ]


def _csv(path: Path, sheet: Sheet) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv(file, COLUMNS, ([line[c] for c in COLUMNS] for line in _lines(sheet)))


def _xlsx(path: Path, sheet: Sheet) -> None:
    write_rows(path, sheet.period, COLUMNS, iter(_lines(sheet)), sheet.as_of)


def _sheet(path: Path, sheet: Sheet) -> None:
    write_allowance_sheet(sheet, names(sheet), in_force(), path, tongue())


FORMS: dict[str, tuple[str, Callable[[Path, Sheet], None]]] = {
    "csv": ("csv", _csv),
    "xlsx": ("xlsx", _xlsx),
    "sheet": ("xlsx", _sheet),
}


def export_file(form: str, sheet: Sheet) -> tuple[IO[bytes], str]:
    """The account as an open file without a name, and what to call it. Made whole before it is sent."""
    ending, write = FORMS[form]
    name = f"allowances-{sheet.period}{'-sign' if form == 'sheet' else ''}.{ending}"
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"made.{ending}"
        write(path, sheet)
        return path.open("rb"), name
