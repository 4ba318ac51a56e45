"""`bangfu roster check`: every defect of a roster, or of a printed list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from bangfu.cli.localise import say
from bangfu.cli.options import CasePath, Form, Limit, Output, Packs, packs_with
from bangfu.cli.output import Row, Sink, busy
from bangfu.cli.tables import first_rows
from bangfu.facts.roster_check import MAX_VILLAGES
from bangfu.facts.roster_check import check as defects_of
from bangfu.language import language

COLUMNS = ("defect", "file", "ids", "note")


def check(
    case: CasePath,
    max_villages: Annotated[int, typer.Option("--max-villages", min=1, metavar="N")] = MAX_VILLAGES,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 100,
) -> None:
    """List the defects; they are findings and not faults, so the exit code stays 0."""
    sink, packs = Sink.of(format_, output), packs_with(pack)
    with busy(say("checking")):
        found = [d.as_line(language()) for d in defects_of(Path(case), packs.values(), max_villages)]

    def table(rows: Iterator[Row]) -> RenderableType:
        if not found:
            return Text(say("roster.sound"), "green")
        counts = "  ".join(
            f"{kind} {number}" for kind, number in Counter(str(r["defect"]) for r in found).items()
        )
        return Group(first_rows(COLUMNS, rows, limit), Text(counts, "bold"))

    sink.write(COLUMNS, found, table, title="roster")
