"""`bangfu assess`: a year's assessment by a scheme, with the rows behind every figure."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Annotated

import typer
from rich.console import RenderableType

from bangfu.api import assess as assessed_in
from bangfu.assessment.assessment import COLUMN, Assessment
from bangfu.assessment.flat import FLAT_COLUMNS, flat
from bangfu.assessment.scheme import schemes
from bangfu.cli.localise import say
from bangfu.cli.options import CasePath, Form, Limit, Output, Packs, case_at, day, packs_with
from bangfu.cli.output import Format, Row, Sink, busy
from bangfu.cli.tables import grid, with_rest
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.language import language

LINE_COLUMNS = (
    "scheme", "regulation", "clause", "year", "subject_kind", "person", "organisation", "place", "area", "indicators",
    "total", "rank", "ranked", "state", "changes", "readings", "note",
)  # fmt: skip
RANKING_COLUMNS = ("year", "subject_kind", "organisation", "place", "area", "score")


def assess(
    case: CasePath,
    scheme: Annotated[str, typer.Option("--scheme", metavar="ID", autocompletion=lambda: list(schemes()))],
    year: Annotated[str, typer.Option("--year", metavar="YYYY")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD")] = None,
    rankings: Annotated[bool, typer.Option("--rankings")] = False,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Assess a year, and show a line a body, or the rows of `rankings.csv`."""
    sink, packs = Sink.of(format_, output), packs_with(pack)
    on = day(as_of, "--as-of") if as_of is not None else None
    if not re.fullmatch(r"[0-9]{4}", year):
        raise BangfuError(Problem("bad_year", "--year", value=year))
    with busy(say("judging")):
        situation = case_at(case, packs)
        found = assessed_in(situation, scheme, int(year), on, list(packs.values()))
    if rankings:
        rows = found.rankings()
        sink.write(RANKING_COLUMNS, rows, lambda r: _rankings(r, limit, len(rows)), title=situation.name)
        return

    def table(rows: Iterator[Row]) -> RenderableType:
        return _table(found, situation, rows, limit)

    lines = found.lines(language())
    if sink.form in (Format.CSV, Format.XLSX):
        sink.write(FLAT_COLUMNS, flat(lines), table, title=situation.name, made=found.as_of)
    else:
        sink.write(LINE_COLUMNS, lines, table, title=situation.name, made=found.as_of)


def _rankings(rows: Iterator[Row], limit: int, total: int) -> RenderableType:
    columns = ("year", "kind", "organisation", "place", "area", "score")
    body = grid(columns, [list(row.values()) for row in islice(rows, limit)], numbers=("score",))
    return with_rest(body, max(0, total - limit))


def _table(found: Assessment, case: Case, rows: Iterator[Row], limit: int) -> RenderableType:
    """The first lines by name, each with its indicators as fractions."""
    tables = (("places", "code"), ("organisations", "id"), ("people", "id"))
    names = {r[key]: r["name"] for table, key in tables for r in case[table].to_pylist() if r["name"]}
    words = case.vocabulary([found.pack])

    def shown(row: Row) -> list[object]:
        subject = row[COLUMN[row["subject_kind"]]]
        figures = [
            f"{words.name('indicator', i['indicator'], language())} {i['numerator']}/{i['denominator']}"
            if i["value"] is not None
            else f"{words.name('indicator', i['indicator'], language())} –"
            for i in row["indicators"]
        ]
        place = f"{row['rank']}/{row['ranked']}" if row["rank"] else None
        return [
            names.get(subject, subject),
            row["area"],
            "\n".join(figures),
            row["total"],
            place,
            row["note"],
        ]

    columns = ("subject", "area", "indicators", "total", "rank", "note")
    body = grid(columns, [shown(row) for row in islice(rows, limit)])
    return with_rest(body, max(0, len(found.assessed) - limit))
