"""`bangfu draft`: rules proposed from the text of a document, or why its numbers were taken for none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from bangfu.cli.localise import say
from bangfu.cli.options import Form, Output
from bangfu.cli.output import Row, Sink
from bangfu.cli.tables import grid
from bangfu.regulation.drafting.candidate import COLUMNS, Draft
from bangfu.regulation.drafting.draft import draft as draft_of
from bangfu.regulation.drafting.reading.files import MAX_BYTES, read, text_of

_SHOWN = ("clause", "kind", "actor", "action", "comparator", "min", "max", "unit", "per", "confidence")
_OTHERS = ("clause", "piece", "rule", "why", "start", "sentence")


def draft(
    document: Annotated[Path, typer.Argument(metavar="FILE")],
    not_understood: Annotated[bool, typer.Option("--not-understood")] = False,
    text: Annotated[bool, typer.Option("--text")] = False,
    format_: Form = None,
    output: Output = None,
) -> None:
    """Propose rules from the text of a regulation."""
    sink = Sink.of(format_, output)
    raw = text_of(sys.stdin.buffer.read(MAX_BYTES + 1), "-") if str(document) == "-" else read(document)
    if text:
        typer.echo(raw, nl=False)
        return
    found = draft_of(raw)
    if not_understood:
        sink.write(_OTHERS, _left_over(found), _table(_OTHERS[:4]), title=document.stem)
        return
    sink.write(COLUMNS, (c.as_dict() for c in found.candidates), _table(_SHOWN), title=document.stem)


def _left_over(found: Draft) -> Iterator[Row]:
    """The numbers that a rule refused and the sentences that none understood, in the order of the text."""
    refused = [(r.start, r.clause, r.piece, r.rule, r.sentence) for r in found.refusals]
    opened = [(o.start, o.clause, "", "not_understood", o.sentence) for o in found.not_understood]
    for start, clause, piece, rule, sentence in sorted(refused + opened):
        values = (clause, piece, rule, say(f"rules.{rule}"), start, sentence)
        yield dict(zip(_OTHERS, values, strict=True))


def _table(columns: tuple[str, ...]) -> Callable[[Iterator[Row]], RenderableType]:
    def drawn(rows: Iterator[Row]) -> RenderableType:
        return grid(columns, ([row[c] for c in columns] for row in rows))

    return drawn
