"""`bangfu what-if`: a changed regulation against the same ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from bangfu.cli.evaluate import LINE_COLUMNS
from bangfu.cli.localise import say
from bangfu.cli.options import AsOf, CasePath, Form, Limit, Output, case_at, day, packs_with
from bangfu.cli.output import Row, Sink, busy
from bangfu.cli.tables import first_rows
from bangfu.language import language
from bangfu.paper.words import period
from bangfu.regulation.packs import load, shipped
from bangfu.verdict.whatif import Change, WhatIf
from bangfu.verdict.whatif import what_if as compare


def what_if(
    case: CasePath,
    as_of: AsOf,
    pack: Annotated[Path, typer.Option("--pack", metavar="FILE")],
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Judge twice, with the shipped regulation and with the changed one, and show what differs."""
    sink, on, changed = Sink.of(format_, output), day(as_of, "--as-of"), load(pack)
    with busy(say("judging")):
        situation = case_at(case, packs_with([pack]))
        found = compare(situation, on, list(shipped().values()), changed, language())

    def table(rows: Iterator[Row]) -> RenderableType:
        return _table(found, rows, limit)

    columns = ("change", "before", "after", *(c for c in LINE_COLUMNS if c != "status"))
    sink.write(columns, map(_row, found.changes), table, title=changed.regulation.id, made=on)


def _row(change: Change) -> Row:
    before, after = ((side or {}).get("status") for side in (change.before, change.after))
    rest = {k: v for k, v in change.line.items() if k != "status"}
    return {"change": change.kind, "before": before, "after": after, **rest}


def _table(found: WhatIf, rows: Iterator[Row], limit: int) -> RenderableType:
    counts = Text(say("what_if.unchanged", count=f"{found.unchanged:,}"))
    for kind, number in found.counts().items():
        counts.append(f"\n{say(f'what_if.{kind}')} {number:,}", "bold")
    columns = ("change", "clause", "duty", "person", "organisation", "household", "period", "before", "after")
    return Group(counts, first_rows(columns, (_shown(r) for r in rows), limit))


def _shown(row: Row) -> Row:
    span = period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"]))
    return {**row, "period": span, "change": say(f"what_if.{row['change']}")}
