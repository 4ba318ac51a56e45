"""`bangfu commend`: a year's lists for commendation with quotas and what to review, or a draft for publicity."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer
from rich.console import RenderableType

from bangfu.cli.incentives import answers, lines, year_of
from bangfu.cli.localise import say
from bangfu.cli.options import (
    CasePath,
    Form,
    Limit,
    Output,
    Packs,
    Regulations,
    case_at,
    chosen,
    day,
    packs_with,
)
from bangfu.cli.output import Row, Sink, busy
from bangfu.incentives.asking import Asked
from bangfu.incentives.commending import commend_in
from bangfu.incentives.lines import COLUMNS
from bangfu.incentives.publicity import publicity as draft_of


def commend(
    case: CasePath,
    year: Annotated[str, typer.Option("--year", metavar="YYYY")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD")] = None,
    publicity: Annotated[str | None, typer.Option("--publicity", metavar="GRANT")] = None,
    regulation: Regulations = None,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Show the lists of a year, or the draft for one grant."""
    sink, packs = Sink.of(format_, output), packs_with(pack)
    only, number = chosen(regulation, packs), year_of(year)
    on = day(as_of, "--as-of") if as_of is not None else date(number, 12, 31)
    with busy(say("judging")):
        situation = case_at(case, packs)
        known = list(packs.values())
        if publicity is not None:
            typer.echo(draft_of(situation, known, publicity, on), nl=False)
            return
        found = commend_in(situation, known, Asked(on, number), only)

    def table(rows: Iterator[Row]) -> RenderableType:
        return answers(found, situation, rows, limit)

    sink.write(COLUMNS, lines(found, sink.form), table, title=situation.name, made=on)
