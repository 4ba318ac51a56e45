"""`bangfu convert`: a case as CSV, as Parquet or as one workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from bangfu.cli.localise import say
from bangfu.cli.options import CasePath, Packs, case_at, packs_with
from bangfu.cli.output import busy
from bangfu.facts.writing import write_case
from bangfu.paper.case_workbook import write_case_workbook


def convert(
    case: CasePath,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER|FILE.xlsx")],
    form: Annotated[
        Literal["csv", "parquet", "xlsx"] | None, typer.Option("--format", metavar="csv|parquet|xlsx")
    ] = None,
    pack: Packs = None,
) -> None:
    """Read a case, and write the same case in another form."""
    form = form or ("xlsx" if out.suffix.lower() == ".xlsx" else "csv")
    with busy(say("reading")):
        found = case_at(case, packs_with(pack))
    with busy(say("writing")):
        if form == "xlsx":
            write_case_workbook(found, out)
        else:
            write_case(found, out, form)
    typer.echo(say("written", path=out))
