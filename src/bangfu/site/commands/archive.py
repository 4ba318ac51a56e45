"""`bangfu archive`: whole past years of the ledger as files that the engine reads, made, proved and shown."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bangfu.cli.localise import say
from bangfu.cli.output import TableOrJson, busy
from bangfu.cli.output import show as draw
from bangfu.errors import BangfuError
from bangfu.site.commands.databases import owned
from bangfu.site.commands.ledger import problem_of
from bangfu.site.operations.archive import manifest as about
from bangfu.site.operations.archive.making import make as make_one
from bangfu.site.operations.archive.manifest import Manifest
from bangfu.site.operations.archive.proving import proved, require_same_acts

BELOW = ("make", "verify", "show")
Folder = Annotated[Path, typer.Argument(metavar="FOLDER")]
CODE = 6  # digits of a county's code


def make(
    until: Annotated[int, typer.Option("--until", metavar="YEAR", min=1900, max=2999)],
    to: Annotated[Path, typer.Option("--to", metavar="FOLDER")],
    home: Annotated[Path | None, typer.Option("--home", metavar="HOME")] = None,
) -> None:
    """Write the years through one into a new folder, prove the chain on the way, and say what to note."""
    with owned(home) as (url, where), busy(say("archive_told.working")):
        made = make_one(url, where, to.resolve(), until, _who())
    console = Console(highlight=False, soft_wrap=True)
    draw(_drawn(made.manifest))
    console.print(say("archive_told.made", folder=to))
    console.print(say("archive_told.head", head=made.head))


def verify(
    folder: Folder,
    head: Annotated[str | None, typer.Option("--head", metavar="SM3")] = None,
) -> None:
    """Prove files, chain and what the engine reads, without any database."""
    with busy(say("archive_told.proving")):
        manifest, chain = proved(folder, head=head)
        if chain.breaks:
            raise BangfuError(*(problem_of(one, str(folder)) for one in chain.breaks))
        standing = require_same_acts(folder)
    entries, later = f"{manifest.entries:,}", f"{manifest.later:,}"
    console = Console(highlight=False, soft_wrap=True)
    console.print(say("archive_told.sound", entries=entries, later=later, standing=f"{standing:,}"))


def show(folder: Folder, form: TableOrJson = "table") -> None:
    """What an archive says of itself; nothing is proved."""
    manifest = about.SEAL.read(folder)
    if form == "json":
        typer.echo(json.dumps(_plain(manifest), ensure_ascii=False, indent=2))
    else:
        draw(_drawn(manifest))


def _who() -> str:
    """Who runs the command, as the machine calls them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        return ""


def _plain(manifest: Manifest) -> dict[str, Any]:
    return {
        "version": manifest.version,
        "made_at": manifest.made_at,
        "until": manifest.until,
        "regulations": manifest.regulations,
        "later": manifest.later,
        "years": [
            {
                "year": name,
                "entries": year.entries,
                "standing": year.standing,
                "books": {
                    code[:CODE]: {"first": v.first, "last": v.last, "head": v.hash}
                    for code, v in year.books.items()
                },
            }
            for name, year in sorted(manifest.years.items())
        ],
    }


def _drawn(manifest: Manifest) -> RenderableType:
    table = Table(box=None, padding=(0, 2))
    for name in ("year", "book", "entries", "standing", "end"):
        justify = "right" if name in ("entries", "standing") else "left"
        table.add_column(say(f"archive_told.{name}"), justify=justify, overflow="fold")
    for name, year in sorted(manifest.years.items()):
        for n, (code, volume) in enumerate(year.books.items()):
            standing = f"{year.standing:,}" if n == 0 else ""
            count = f"{volume.last - volume.first + 1:,}"
            table.add_row(name if n == 0 else "", code[:CODE], count, standing, volume.hash)
    told = say(
        "archive_told.about", version=manifest.version, at=manifest.made_at, later=f"{manifest.later:,}"
    )
    return Group(table, Text(f"\n{told}", "dim"))
