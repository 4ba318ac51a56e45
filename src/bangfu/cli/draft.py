"""`bangfu draft`: a command that a later release brings."""

from __future__ import annotations

import sys

import typer

from bangfu.errors import Problem

NOT_YET = 3


def draft(ctx: typer.Context) -> None:
    """Rules proposed from the text of a regulation."""
    print(Problem("not_yet", value=ctx.command_path).say(), file=sys.stderr)
    raise typer.Exit(NOT_YET)
