"""`bangfu simulate`: a made-up ledger for a roster, or a made-up nation as coded Parquet."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from bangfu.cli.localise import say
from bangfu.cli.options import Out, Packs, case_at, day, packs_with
from bangfu.cli.output import busy
from bangfu.cli.usage import missing
from bangfu.errors import BangfuError, Problem
from bangfu.facts.simulation import Options
from bangfu.facts.simulation import simulate as simulated
from bangfu.facts.simulation.nation import simulate_ground
from bangfu.facts.writing import write_case

SEED = 59


def simulate(
    out: Out,
    case: Annotated[Path | None, typer.Argument(metavar="CASE")] = None,
    start: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD")] = "2019-01-01",
    end: Annotated[str | None, typer.Option("--to", metavar="YYYY-MM-DD")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N")] = SEED,
    form: Annotated[Literal["csv", "parquet"], typer.Option("--format", metavar="csv|parquet")] = "parquet",
    bearers: Annotated[int | None, typer.Option("--bearers", min=1, metavar="N")] = None,
    pack: Packs = None,
) -> None:
    """Fill a roster with made-up people and entries, or make so many bearers from nothing; always labelled synthetic."""
    first = day(start, "--from")
    last = day(end, "--to") if end else date(first.year, 12, 31)
    if last < first:
        raise BangfuError(Problem("end_before_start", "--to", value=f"{last}", details=(("start", start),)))
    if bearers is not None:
        with busy(say("simulating")):
            simulate_ground(bearers, first.year, seed, out)
        typer.echo(say("simulate.nation", bearers=f"{bearers:,}", folder=out))
        return
    if case is None:
        raise BangfuError(missing("CASE", "bangfu simulate"))
    packs = packs_with(pack)
    with busy(say("simulating")):
        made = simulated(case_at(case, packs), first, last, seed, Options(regulations=list(packs.values())))
        write_case(made, out, form)
    rows = made["activities"].num_rows
    typer.echo(say("simulate.county", people=f"{made['people'].num_rows:,}", rows=f"{rows:,}", folder=out))
