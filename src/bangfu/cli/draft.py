"""`bangfu propose` and `bangfu draft`: commands that a later release brings."""

from __future__ import annotations

import sys

import typer

from bangfu.errors import Problem

NOT_YET = 3


def propose(ctx: typer.Context) -> None:
    """What a regulation says should follow."""
    _not_yet(ctx)


def draft(ctx: typer.Context) -> None:
    """Rules proposed from the text of a regulation."""
    _not_yet(ctx)


def _not_yet(ctx: typer.Context) -> None:
    print(Problem("not_yet", value=ctx.command_path).say(), file=sys.stderr)
    raise typer.Exit(NOT_YET)
