"""`bangfu eligible`: may somebody be proposed for something on a day, and if not, why not."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

from collections.abc import Iterator
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
from bangfu.errors import BangfuError, Problem
from bangfu.incentives.asking import Asked
from bangfu.incentives.eligible import eligible_in
from bangfu.incentives.lines import COLUMNS
from bangfu.incentives.purposes import purposes


def eligible(
    case: CasePath,
    purpose: Annotated[
        str, typer.Option("--for", metavar="PURPOSE", autocompletion=lambda: list(purposes()))
    ],
    on: Annotated[str, typer.Option("--on", metavar="YYYY-MM-DD")],
    person: Annotated[str | None, typer.Option("--person", metavar="ID")] = None,
    organisation: Annotated[str | None, typer.Option("--organisation", metavar="ID")] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="YYYY")] = None,
    regulation: Regulations = None,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Show whether one person or organisation may be proposed, a line for each way to it."""
    sink, asked_on, packs = Sink.of(format_, output), day(on, "--on"), packs_with(pack)
    only = chosen(regulation, packs)
    asked = Asked(asked_on, asked_on.year if year is None else year_of(year))
    who = person if organisation is None else organisation
    if who is None or (person is not None and organisation is not None):
        raise BangfuError(Problem("who_is_asked", "--person"))
    with busy(say("judging")):
        situation = case_at(case, packs)
        _refuse_other_table(situation["people" if person else "organisations"]["id"].to_pylist(), who, person)
        found = eligible_in(situation, list(packs.values()), who, purpose, asked, only)

    def table(rows: Iterator[Row]) -> RenderableType:
        return answers(found, situation, rows, limit)

    sink.write(COLUMNS, lines(found, sink.form), table, title=situation.name, made=asked_on)


def _refuse_other_table(ids: list[str], who: str, person: str | None) -> None:
    """A person is one of the people, a unit one of the organisations."""
    if who not in ids:
        option, table = ("--person", "people") if person else ("--organisation", "organisations")
        raise BangfuError(Problem("unknown_reference", option, value=who, details=(("table", table),)))
