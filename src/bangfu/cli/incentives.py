"""What `eligible` and `commend` share: a year, and the table of answers by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from rich.console import RenderableType
from rich.text import Text

from bangfu.cli.localise import say
from bangfu.cli.output import Format, Row
from bangfu.cli.tables import grid, with_rest
from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.incentives.lines import Told
from bangfu.incentives.purposes import purposes
from bangfu.language import language
from bangfu.regulation.packs import shipped
from bangfu.regulation.periods import year_within_reason


def year_of(text: str) -> int:
    """A year given to an option. Raises `BangfuError` (`bad_year`, `year_out_of_range`)."""
    if not re.fullmatch(r"[0-9]{4}", text):
        raise BangfuError(Problem("bad_year", "--year", value=text))
    return year_within_reason(int(text))


def lines(found: Sequence[Told], form: Format) -> Iterator[Row]:
    """The lines; in a spreadsheet, which holds one value in a cell, a bar is the id of its decision."""
    for told in found:
        line = told.line(language())
        if form in (Format.CSV, Format.XLSX):
            line["bars"] = [bar["decision"] for bar in line["bars"]]
        yield line


def answers(found: Sequence[Told], case: Case, rows: Iterator[Row], limit: int) -> RenderableType:
    """The first lines by name."""
    if not found:
        return Text(say("eligible.nothing"), "green")
    names = {
        r["id"]: r["name"]
        for table in ("people", "organisations")
        for r in case[table].to_pylist()
        if r["name"]
    }
    words, tongue = case.vocabulary(list(shipped().values())), language()

    def shown(told: Told, row: Row) -> list[object]:
        who = row["person"] or row["organisation"]
        role = words.name("role", row["role"], tongue) if row["role"] else None
        purpose = ", ".join(getattr(purposes()[p].title, tongue) for p in told.purpose)
        answer = row["answer"] or row["status"]
        figures = "/".join(str(row[c]) for c in ("number", "limit", "base") if row[c] is not None)
        return [
            f"{row['regulation']} {row['clause']}" if row["regulation"] else None,
            getattr(told.title, tongue) if told.title else purpose or row["what"],
            names.get(who, who) or role,
            say(f"eligible.{answer}") if answer else None,
            figures,
            row["note"],
        ]

    columns = ("clause", "for_what", "who", "answer", "count", "note")
    body = grid(columns, [shown(told, row) for told, row in islice(zip(found, rows, strict=True), limit)])
    return with_rest(body, max(0, len(found) - limit))
