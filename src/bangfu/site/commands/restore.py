"""`bangfu restore`: a backup into an empty home, checked before and compared after."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bangfu.cli.localise import say
from bangfu.cli.output import busy
from bangfu.site.commands.databases import home_or_usual
from bangfu.site.operations.backup.restoring import restore as bring_back


def restore(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    home: Annotated[Path | None, typer.Option("--home", metavar="HOME")] = None,
    keys: Annotated[Path | None, typer.Option("--keys", metavar="KEYS.json")] = None,
    head: Annotated[str | None, typer.Option("--head", metavar="SM3")] = None,
) -> None:
    """Check every file, fill what is empty, follow the chain, compare every verdict; then bring the tables up to date."""
    where, console = home_or_usual(home).resolve(), Console(highlight=False, soft_wrap=True)
    with busy(say("backup_told.restoring")):
        restored = bring_back(folder.resolve(), where, os.environ.get("OWNER_URL", ""), keys, head)
    manifest = restored.manifest
    entries, verdicts = f"{manifest.contents.entries:,}", f"{manifest.contents.verdicts:,}"
    console.print(say("backup_told.restored", home=where, entries=entries, verdicts=verdicts))
    if restored.steps:
        console.print(say("backup_told.upgraded", version=manifest.version, steps=restored.steps))
    console.print(say("backup_told.sign_in"))
