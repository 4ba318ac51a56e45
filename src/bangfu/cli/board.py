"""`bangfu board` and `bangfu demo`: how a county stands, on screen, as a workbook and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shlex import join
from typing import Annotated

import typer

from bangfu.api import evaluate as judge
from bangfu.cli.localise import say
from bangfu.cli.options import AsOf, CasePath, Out, Packs, Regulations, case_at, chosen, day, packs_with
from bangfu.cli.output import busy, show
from bangfu.facts.case import Case
from bangfu.facts.simulation import is_synthetic
from bangfu.facts.simulation import simulate as simulated
from bangfu.facts.tongwei import CASE
from bangfu.facts.writing import write_case
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

FIRST, LAST, SEED = date(2019, 1, 1), date(2020, 12, 31), 59


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
    about = replace(_about(situation, packs), regulations=asked)
    _publish(situation, on, packs, replace(about, name=name or about.name), out)
    typer.echo(say("board.written", page=out / "board.html", workbook=out / "board.xlsx"))


def demo(out: Out = Path("out")) -> None:
    """Tongwei county with two simulated years: roster, ledger, verdicts, board."""
    packs = packs_with(None)
    with busy(say("simulating")):
        made = simulated(case_at(CASE, packs), FIRST, LAST, SEED)
        write_case(made, out / "case", "parquet")
    shown = _publish(made, LAST, packs, _about(made, packs), out)
    typer.echo(say("board.written", page=out / "board.html", workbook=out / "board.xlsx"))
    typer.echo("\n  ".join([say("board.next"), *_next(shown, out / "case")]))


def _publish(case: Case, on: date, packs: dict[str, Regulation], about: About, out: Path) -> Board:
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


def _next(found: Board, case: Path) -> Iterator[str]:
    """Commands worth trying next, among them why the gravest gap is one."""
    of = [str(case), "--as-of", str(found.as_of)]
    yield join(["bangfu", "evaluate", *of, "--status", "unmet"])
    for gap in found.gaps[:1]:
        duty = ["--regulation", gap.regulation, "--duty", gap.duty, "--period", str(gap.worst_start)]
        who = [word for name, value in gap.key.items() for word in (f"--{name}", value)]
        yield join(["bangfu", "explain", *of, *duty, *who])
    yield join(["bangfu", "roster", "check", str(case)])
    yield "bangfu regulations gansu-2019-33"


def _about(case: Case, packs: dict[str, Regulation]) -> About:
    """The county's name where the case has only one, else the case's own."""
    counties = [p["name"] for p in case["places"].to_pylist() if p["level"] == "county"]
    name = counties[0] if len(counties) == 1 else case.name
    return About(name, is_synthetic(case), vocabulary=case.vocabulary(list(packs.values())))
