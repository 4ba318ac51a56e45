"""`bangfu demo`: a real county with made-up years, as a board; and who may sign in to the demo site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shlex import join
from typing import Annotated, Any

import typer
from rich.table import Table

from bangfu.cli.board import about_of, publish
from bangfu.cli.localise import say
from bangfu.cli.options import Out, case_at, packs_with
from bangfu.cli.output import TableOrJson, busy, show
from bangfu.errors import BangfuError, Problem
from bangfu.facts.simulation import simulate
from bangfu.facts.tongwei import CASE
from bangfu.facts.writing import write_case
from bangfu.paper.model import Board

FIRST, LAST, SEED = date(2019, 1, 1), date(2020, 12, 31), 59
ACCOUNTS = "demo-accounts.json"  # in the home of the demo site, which writes it


def demo(context: typer.Context, out: Out = Path("out")) -> None:
    """Tongwei county with two simulated years: roster, ledger, verdicts, board."""
    if context.invoked_subcommand:
        return
    packs = packs_with(None)
    with busy(say("simulating")):
        made = simulate(case_at(CASE, packs), FIRST, LAST, SEED)
        write_case(made, out / "case", "parquet")
    shown = publish(made, LAST, packs, about_of(made, packs), out)
    typer.echo(say("board.written", page=out / "board.html", workbook=out / "board.xlsx"))
    typer.echo("\n  ".join([say("board.next"), *_next(shown, out / "case")]))


def accounts(
    form: TableOrJson = "table",
    home: Annotated[Path, typer.Option("--home", metavar="FOLDER")] = Path("var"),
) -> None:
    """Who may sign in to the demo site: its address and one account a role."""
    path = home / ACCOUNTS
    if not path.exists():
        raise BangfuError(Problem("no_demo_accounts", str(home)))
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    if form == "json":
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    table = Table(*("url", "role", "username", "password"), box=None)
    for row in found:
        table.add_row(row["url"], row["role"], row["username"], row["password"])
    show(table)


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
