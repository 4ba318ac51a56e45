"""`bangfu board`: how a county stands, on screen, as a workbook and as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bangfu.api import evaluate as judge
from bangfu.cli.localise import say
from bangfu.cli.options import AsOf, CasePath, Out, Packs, Regulations, case_at, chosen, day, packs_with
from bangfu.cli.output import busy, show
from bangfu.facts.case import Case
from bangfu.facts.simulation import is_synthetic
from bangfu.language import language
from bangfu.paper.board import About
from bangfu.paper.board import board as board_of
from bangfu.paper.files import write_text
from bangfu.paper.lines import Wanted, lines_wanted, with_names
from bangfu.paper.model import Board
from bangfu.paper.page import page
from bangfu.paper.terminal import on_screen
from bangfu.paper.workbook import write_workbook
from bangfu.regulation.model import Regulation
from bangfu.verdict.judge import Status


def board(
    case: CasePath,
    as_of: AsOf,
    out: Out,
    regulation: Regulations = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT")] = "",
    pack: Packs = None,
) -> None:
    """Show the board of a case and write it into a folder, as a workbook and as a page."""
    on, packs = day(as_of, "--as-of"), packs_with(pack)
    asked = chosen(regulation, packs)
    with busy(say("reading")):
        situation = case_at(case, packs)
    about = replace(about_of(situation, packs), regulations=asked)
    publish(situation, on, packs, replace(about, name=name or about.name), out)
    typer.echo(say("board.written", page=out / "board.html", workbook=out / "board.xlsx"))


def publish(case: Case, on: date, packs: dict[str, Regulation], about: About, out: Path) -> Board:
    """Judge, write the two files, and show the board."""
    tongue = language()
    with busy(say("judging")):
        evaluation = judge(case, on, list(packs.values()))
        found = board_of(evaluation, about)
    with busy(say("writing")):
        text = page(found)
        unmet = Wanted(frozenset({Status.UNMET}), about.regulations).of(evaluation)
        write_workbook(
            found, with_names(evaluation, lines_wanted(evaluation, unmet, tongue)), out / "board.xlsx"
        )
        write_text(out / "board.html", text)
    show(on_screen(found))
    return found


def about_of(case: Case, packs: dict[str, Regulation]) -> About:
    """The county's name where the case has only one, else the case's own."""
    counties = [p["name"] for p in case["places"].to_pylist() if p["level"] == "county"]
    name = counties[0] if len(counties) == 1 else case.name
    return About(name, is_synthetic(case), vocabulary=case.vocabulary(list(packs.values())))
