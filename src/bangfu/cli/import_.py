"""`bangfu import`: a printed list of assistance, every repair shown first, then made into a case if asked."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from bangfu.cli.localise import say
from bangfu.cli.options import Form, Output
from bangfu.cli.output import Row, Sink
from bangfu.cli.tables import grid
from bangfu.cli.usage import missing
from bangfu.errors import BangfuError, Problem
from bangfu.facts.importing import Preview, apply, preview, preview_folder
from bangfu.facts.writing import write_case
from bangfu.language import language

COLUMNS = ("file", "row", "column", "kind", "before", "after", "note")


def import_(
    table: Annotated[Path, typer.Argument(metavar="TABLE|FOLDER")],
    layout: Annotated[Path | None, typer.Option("--layout", metavar="FILE")] = None,
    places: Annotated[Path | None, typer.Option("--places", metavar="FILE")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER")] = None,
    codes: Annotated[Path | None, typer.Option("--codes", metavar="FILE")] = None,
    variants: Annotated[Path | None, typer.Option("--variants", metavar="FILE")] = None,
    format_: Form = None,
    output: Output = None,
) -> None:
    """Show every repair that a printed list needs; with `--out` also write the case it makes."""
    sink = Sink.of(format_, output)
    if not table.exists():
        raise BangfuError(Problem("no_such_path", str(table)))
    if out is not None and codes is None:
        raise BangfuError(missing("--codes", "bangfu import"))
    found = preview_folder(table) if table.is_dir() else [preview(table, layout, places)]
    case = apply(found, out.name, codes, variants) if out is not None and codes is not None else None

    def drawn(rows: Iterator[Row]) -> RenderableType:
        return Group(*map(_summary, found), grid(COLUMNS, ([r[c] for c in COLUMNS] for r in rows)))

    if case is not None and out is not None:
        write_case(case, out)
        typer.echo(say("written", path=out), err=True)
    sink.write(COLUMNS, _repairs(found), drawn, title="repairs")


def _summary(found: Preview) -> Text:
    totals = [f"{t.column} {t.printed}→{t.loaded}" for t in found.totals]
    rows, named, repairs = len(found.rows), len(found.named), len(found.repairs)
    said = say("import.summary", file=found.file, rows=rows, named=named, repairs=repairs)
    return Text("  ".join([said, *totals]), "bold")


def _repairs(found: Iterable[Preview]) -> Iterator[Row]:
    for p in found:
        for r in p.repairs:
            note = getattr(r.words, language())
            yield {
                "file": p.file,
                "row": r.row,
                "column": r.column,
                "kind": r.kind,
                "before": r.before,
                "after": r.after,
                "note": note,
            }
