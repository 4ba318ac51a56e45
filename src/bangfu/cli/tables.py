"""Tables on the terminal for rows of the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bangfu.cli.localise import say
from bangfu.cli.output import Row


def grid(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    numbers: Iterable[str] = (),
    title: str | None = None,
) -> Table:
    """A plain table; `columns` are keys of `heads` in the table of words."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left")
    for name in columns:
        table.add_column(
            say(f"heads.{name}"), justify="right" if name in numbers else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(cell(value) for value in row))
    return table


def cell(value: object) -> Text:
    """A cell, taken literally: no markup in names or notes."""
    if isinstance(value, Text):
        return value
    if isinstance(value, (list, tuple)):
        value = " ".join(str(v) for v in value)
    return Text("" if value is None else str(value))


def first_rows(columns: Sequence[str], rows: Iterator[Row], limit: int) -> RenderableType:
    """The first rows of many, and how many more there are."""
    shown = grid(columns, [[row.get(c) for c in columns] for row in islice(rows, limit)])
    return with_rest(shown, sum(1 for _ in rows))


def with_rest(shown: RenderableType, rest: int) -> RenderableType:
    """A table and how many rows it leaves out."""
    return Group(shown, Text(say("more", count=f"{rest:,}"), style="dim")) if rest else shown


def sentences(lines: Iterable[Any]) -> RenderableType:
    """Lines one under the other."""
    return Group(*(line if isinstance(line, Text) else Text(str(line)) for line in lines))
