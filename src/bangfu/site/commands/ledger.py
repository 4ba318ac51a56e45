"""`bangfu ledger`: prove the chain of the ledger, in its database or in an export, and make such an export."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bangfu.cli.localise import say
from bangfu.cli.output import TableOrJson, busy, show
from bangfu.errors import BangfuError, Problem
from bangfu.site.commands.databases import database, home_or_usual
from bangfu.site.ledger.chain import Break, Ends, Entry, Verification
from bangfu.site.ledger.chain import verify as follow
from bangfu.site.ledger.database import opened
from bangfu.site.ledger.export_file import entries_of, kept, writing
from bangfu.site.operations.archive.manifest import SEAL
from bangfu.site.operations.archive.proving import chain_of
from bangfu.site.operations.notes import note
from bangfu.verdict.archive import is_archive

BELOW = ("verify", "export")
CODES = {
    "gap": "ledger_gap",
    "order": "ledger_order",
    "former": "ledger_former",
    "hash": "ledger_hash",
    "rewritten": "ledger_rewritten",
    "cut": "ledger_cut",
    "unreadable": "ledger_unreadable",
    "head": "ledger_head",
}
Home = Annotated[Path | None, typer.Option("--home", metavar="FOLDER")]


def verify(
    file: Annotated[Path | None, typer.Argument(metavar="FILE")] = None,
    head: Annotated[list[str] | None, typer.Option("--head", metavar="HASH")] = None,
    home: Home = None,
    form: TableOrJson = "table",
) -> None:
    """Prove the ledger of a database, or without any database that of an export."""
    if file is not None and is_archive(file):
        with busy(say("ledger_told.following")):
            found = chain_of(file, SEAL.read(file), (h.strip().lower() for h in head or ()))
    elif file is not None:
        found = _followed(entries_of(file), {}, head)
        if not found.ends:
            raise BangfuError(Problem("ledger_file_empty", str(file)))
    else:
        with database(home) as url, opened(url) as ledger:
            found = _followed(ledger.entries(), ledger.ends(), head)
        note(home_or_usual(home), "chain", whole=not found.breaks, entries=found.entries.total())
    _tell(found, form, str(file or ""))


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    home: Home = None,
    form: TableOrJson = "table",
) -> None:
    """Write the whole ledger down with its chain, and prove it on the way."""
    with database(home) as url, opened(url) as ledger, writing(file) as stream:
        found = _followed(kept(ledger.entries(), stream), ledger.ends())
    _tell(found, form, str(file))


def _followed(entries: Iterable[Entry], known: Ends, heads: list[str] | None = None) -> Verification:
    with busy(say("ledger_told.following")):
        return follow(entries, known, (h.strip().lower() for h in heads or ()))


def _tell(found: Verification, form: str, file: str) -> None:
    """Say what was found; a broken chain is a fault of what was handed in, each break on a line of its own."""
    problems = [problem_of(one, file) for one in found.breaks]
    if form == "json":
        typer.echo(json.dumps(_plain(found, problems), ensure_ascii=False, indent=2))
    else:
        show(_drawn(found))
    if problems:
        raise BangfuError(*problems)


def problem_of(one: Break, file: str) -> Problem:
    """A break in the words of the catalogue."""
    details = (("book", _county(one.book)), ("seq", str(one.seq)))
    row = one.seq if one.fault == "unreadable" else None
    return Problem(CODES[one.fault], file, row, value=one.id, details=details)


def _county(book: int | None) -> str:
    """A book as the code of its county."""
    return "" if book is None else f"{book:012d}"[:6]


def _books(found: Verification) -> list[dict[str, Any]]:
    broken = {one.book for one in found.breaks}
    return [
        {
            "book": _county(book),
            "entries": found.entries[book],
            "last": seq,
            "head": head,
            "whole": book not in broken,
        }
        for book, (seq, head) in sorted(found.ends.items())
    ]


def _plain(found: Verification, problems: list[Problem]) -> dict[str, Any]:
    breaks = [
        {"fault": one.fault, "book": _county(one.book) or None, "seq": one.seq, "id": one.id}
        | {tongue: problem.sentence(tongue) for tongue in ("zh", "en")}
        for one, problem in zip(found.breaks, problems, strict=True)
    ]
    whole = {"whole": not breaks, "entries": found.entries.total()}
    return whole | {"books": _books(found), "breaks": breaks}


def _drawn(found: Verification) -> RenderableType:
    table = Table(box=None, padding=(0, 2))
    for name in ("book", "entries", "head", "state"):
        table.add_column(
            say(f"ledger_told.{name}"), overflow="fold", justify="right" if name == "entries" else "left"
        )
    for row in _books(found):
        state = (
            Text(say("ledger_told.whole"), "green")
            if row["whole"]
            else Text(say("ledger_told.broken"), "red")
        )
        table.add_row(row["book"], f"{row['entries']:,}", row["head"], state)
    count, entries = len(found.breaks), f"{found.entries.total():,}"
    ending = (
        say("ledger_told.breaks", count=count, entries=entries)
        if count
        else say("ledger_told.sound", entries=entries)
    )
    return Group(table, Text(f"\n{ending}"), Text(say("ledger_told.note"), "dim"))
