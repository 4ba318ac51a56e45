"""Rows to whoever asked: a table, lines of JSON, CSV or a workbook; to the screen or to a file, whole or not at all."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any, Literal

import typer
from rich.console import Console, RenderableType

from bangfu.errors import BangfuError, Problem
from bangfu.paper.files import whole_file
from bangfu.paper.sheets import guarded, plain, write_rows

Row = dict[str, Any]


TableOrJson = Annotated[Literal["table", "json"], typer.Option("--format", metavar="table|json")]


class Format(StrEnum):
    """The forms rows can take."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


_ENDINGS = {".jsonl": Format.JSONL, ".csv": Format.CSV, ".xlsx": Format.XLSX, ".txt": Format.TABLE}


def _by_ending(path: Path) -> Format:
    if path.is_dir():
        raise BangfuError(Problem("file_is_folder", str(path)))
    if path.suffix.lower() not in _ENDINGS:
        endings = (("choices", ", ".join(_ENDINGS)),)
        raise BangfuError(Problem("unknown_ending", "--output", value=path.name, details=endings))
    return _ENDINGS[path.suffix.lower()]


@dataclass(frozen=True)
class Sink:
    """Where rows go and in what form."""

    form: Format
    path: Path | None

    @classmethod
    def of(cls, form: Format | None, path: Path | None) -> Sink:
        """As asked for; else by the ending of the file; without a file a table on a terminal, JSON lines in a pipe."""
        if form is None and path is not None:
            form = _by_ending(path)
        if form is None:
            form = Format.TABLE if sys.stdout.isatty() else Format.JSONL
        if form is Format.XLSX and path is None:
            raise BangfuError(Problem("needs_output", "--format"))
        return cls(form, path)

    def write(
        self,
        columns: Sequence[str],
        rows: Iterable[Row],
        table: Callable[[Iterator[Row]], RenderableType],
        *,
        title: str,
        made: date | None = None,
    ) -> None:
        """Write rows; `table` draws them where a table is asked for. `made` dates a workbook."""
        from_rows = iter(rows)
        if self.form is Format.XLSX:
            self._workbook(columns, from_rows, title, made)
            return
        with self._stream() as stream:
            if self.form is Format.TABLE:
                console(stream if self.path else None).print(table(from_rows))
            elif self.form is Format.JSONL:
                stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in from_rows)
            else:
                _write_csv(stream, columns, from_rows)

    @contextmanager
    def _stream(self) -> Generator[IO[str]]:
        if self.path is None:
            yield sys.stdout
            return
        with whole_file(self.path) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
            yield stream

    def _workbook(self, columns: Sequence[str], rows: Iterator[Row], title: str, made: date | None) -> None:
        assert self.path is not None
        with whole_file(self.path) as temporary:
            write_rows(temporary, title, columns, rows, made or date(2000, 1, 1))


def _write_csv(stream: IO[str], columns: Sequence[str], rows: Iterable[Row]) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(plain(row.get(c))) for c in columns] for row in rows)


def console(stream: IO[str] | None = None) -> Console:
    """A console that fits the terminal, and is wide where there is none."""
    wide = stream is not None or not sys.stdout.isatty()
    return Console(file=stream, width=120 if wide else None, highlight=False)


@contextmanager
def busy(what: str) -> Generator[None]:
    """Tell on a terminal's stderr what is going on; silent in a pipe."""
    shown = Console(stderr=True)
    if not shown.is_terminal:
        yield
        return
    with shown.status(what):
        yield


def show(what: RenderableType) -> None:
    """Print something drawn by Rich on stdout."""
    console().print(what)
