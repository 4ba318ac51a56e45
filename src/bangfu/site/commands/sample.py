"""`bangfu sample`: fix a draw, carry it out, and do it again; without any site or database."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bangfu.cli.localise import say
from bangfu.cli.output import TableOrJson, show
from bangfu.site.supervision.sampling import files
from bangfu.site.supervision.sampling.document import Draw, carried_out, prepared, proved

BELOW = ("prepare", "draw", "verify")
To = Annotated[Path, typer.Option("--to", metavar="FILE.json")]


def prepare(
    file: Annotated[Path, typer.Argument(metavar="LIST.csv")],
    total: Annotated[int, typer.Option("--total", metavar="N")],
    to: To,
    by: Annotated[str | None, typer.Option("--by", metavar="COLUMN")] = None,
    least: Annotated[int, typer.Option("--least", metavar="N", min=0)] = 1,
    form: TableOrJson = "table",
) -> None:
    """Fix list, numbers and secret before the draw, and say the commitment that goes to those who watch."""
    made = prepared(file.name, files.members_of(file, by), total, least)
    files.write(to, made)
    _tell(
        made,
        form,
        say("sample_told.prepared", file=to),
        say("sample_told.commitment", commitment=made.commitment),
    )


def draw(
    file: Annotated[Path, typer.Argument(metavar="FILE.json")],
    word: Annotated[str, typer.Option("--word", metavar="WORD")],
    to: To,
    form: TableOrJson = "table",
) -> None:
    """Draw with a word that nobody could know when the draw was fixed."""
    made = carried_out(files.read(file), word)
    files.write(to, made)
    _tell(made, form, say("sample_told.drawn", file=to))


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE.json")],
    commitment: Annotated[str | None, typer.Option("--commitment", metavar="SM3")] = None,
    form: TableOrJson = "table",
) -> None:
    """Do a draw again, and find all of it as it was told before."""
    made = files.read(file)
    proved(made, commitment)
    _tell(made, form, say("sample_told.sound" if commitment else "sample_told.alone"))


def _tell(made: Draw, form: str, *lines: str) -> None:
    if form == "json":
        typer.echo(json.dumps(_plain(made), ensure_ascii=False, indent=2))
        return
    show(_drawn(made))
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(line)


def _plain(made: Draw) -> dict[str, Any]:
    """All of a draw; while it waits, without its secret."""
    return asdict(made) if made.taken else {k: v for k, v in asdict(made).items() if k != "secret"}


def _drawn(made: Draw) -> Table:
    table = Table(box=None)
    for name in ("stratum", "members", "wanted", "taken"):
        table.add_column(
            say(f"sample_told.{name}"), justify="left" if name in ("stratum", "taken") else "right"
        )
    for at, stratum in enumerate(made.strata):
        taken = "、".join(made.taken[at]) if made.taken else "—"
        table.add_row(stratum.name or "—", str(len(stratum.members)), str(stratum.wanted), taken)
    return table
