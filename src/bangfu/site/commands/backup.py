"""`bangfu backup`: the whole site into a new folder, its keys kept apart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bangfu.cli.localise import say
from bangfu.cli.output import busy
from bangfu.errors import BangfuError, Problem
from bangfu.site.commands.databases import owned
from bangfu.site.operations.backup.making import KEYS, make


def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    home: Annotated[Path | None, typer.Option("--home", metavar="HOME")] = None,
) -> None:
    """Back up database and files, prove the chain on the way, and say what to note and what to keep apart."""
    with owned(home) as (url, where), busy(say("backup_told.working")):
        made = make(url, where, folder.resolve())
    found, console = made.manifest.contents, Console(highlight=False, soft_wrap=True)
    entries, verdicts, files = f"{found.entries:,}", f"{found.verdicts:,}", len(made.manifest.files)
    console.print(say("backup_told.made", folder=folder, files=files, entries=entries, verdicts=verdicts))
    console.print(say("backup_told.head", head=made.head))
    console.print(say("backup_told.keys", file=where / KEYS))
    if made.chain.breaks:
        count = (("count", str(len(made.chain.breaks))),)
        raise BangfuError(Problem("backup_chain_broken", str(folder), details=count))
