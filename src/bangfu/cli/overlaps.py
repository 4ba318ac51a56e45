"""`bangfu overlaps`: what a document and those beside it ask on the same matters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from bangfu.cli.completion import regulation_ids
from bangfu.cli.localise import say
from bangfu.cli.options import Form, Output, chosen
from bangfu.cli.output import Row, Sink
from bangfu.cli.tables import grid, sentences
from bangfu.errors import BangfuError, Problem
from bangfu.language import language
from bangfu.regulation.model import Regulation
from bangfu.regulation.overlaps import overlaps as overlaps_of
from bangfu.regulation.packs import load, shipped

COLUMNS = (
    "matter", "matter_zh", "matter_en", "family", "relation", "both_hold", "governs", "higher", "later", "stricter",
    "stricter_by_number", "stricter_by_quality", "computed", "declared", "new", "present", "zh", "en",
)  # fmt: skip


def overlaps(
    pack: Annotated[str, typer.Argument(metavar="PACK", autocompletion=regulation_ids)],
    beside: Annotated[
        list[str] | None, typer.Option("--beside", metavar="ID", autocompletion=regulation_ids)
    ] = None,
    format_: Form = None,
    output: Output = None,
) -> None:
    """Set a document beside others, matter by matter."""
    sink, new = Sink.of(format_, output), _pack(pack)
    asked = chosen(beside, shipped(), "--beside")
    present = [p for id_, p in shipped().items() if asked is None or id_ in asked]
    found = [overlap.as_dict() for overlap in overlaps_of(new, present)]
    sink.write(COLUMNS, iter(found), _table, title=new.regulation.id)


def _pack(named: str) -> Regulation:
    """A shipped regulation by its id, or a pack in a file."""
    if named in shipped():
        return shipped()[named]
    if not Path(named).suffix and not Path(named).exists():
        chosen([named], shipped(), "PACK")
    if Path(named).is_dir():
        raise BangfuError(Problem("file_is_folder", named))
    return load(Path(named))


def _table(rows: Iterator[Row]) -> RenderableType:
    tongue = language()
    told = [
        (
            row[f"matter_{tongue}"],
            say(f"relation.{row['relation']}"),
            say(f"stricter.{row['stricter']}"),
            row[tongue],
        )
        for row in rows
    ]
    if not told:
        return sentences([say("overlaps.nothing")])
    return grid(("matter", "relation", "stricter", "sentence"), told)
