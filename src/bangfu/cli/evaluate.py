"""`bangfu evaluate`: the verdicts of a case on a day."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from bangfu.api import evaluate as judge
from bangfu.cli.completion import role_codes
from bangfu.cli.localise import say
from bangfu.cli.options import (
    AsOf,
    CasePath,
    Form,
    Limit,
    Output,
    Packs,
    Regulations,
    chosen,
    day,
    judged_at,
    known_roles,
    packs_at,
    place_in,
)
from bangfu.cli.output import Row, Sink, busy
from bangfu.cli.tables import grid, with_rest
from bangfu.language import language
from bangfu.paper.lines import Wanted, lines_wanted, with_names
from bangfu.paper.terminal import STYLES
from bangfu.paper.words import SIGNS, figures, period, word
from bangfu.regulation.model import Title
from bangfu.verdict.evaluation import Judged, status_counts
from bangfu.verdict.judge import Status

LINE_COLUMNS = (
    "regulation", "clause", "duty", "role", "person", "organisation", "place", "household", "counterpart",
    "period_start", "period_end", "required", "achieved", "unit", "status", "evidence", "note", "readings", "related",
)  # fmt: skip


class StatusName(StrEnum):
    """The statuses as they are asked for."""

    MET = "met"
    OPEN = "open"
    UNMET = "unmet"
    JUDGEMENT = "judgement"
    EXEMPT = "exempt"


def evaluate(
    case: CasePath,
    as_of: AsOf,
    regulation: Regulations = None,
    status: Annotated[list[StatusName] | None, typer.Option("--status", metavar="STATUS")] = None,
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar="ROLE", autocompletion=role_codes)
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="PLACE")] = None,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Judge by every regulation in force, and show the verdicts asked for."""
    sink, on, packs = Sink.of(format_, output), day(as_of, "--as-of"), packs_at(case, pack)
    asked = chosen(regulation, packs)
    tongue = language()
    with busy(say("judging")):
        situation = judged_at(case, packs)
        wanted = Wanted(
            frozenset(Status[s.name] for s in status) if status else None,
            asked,
            known_roles(role, packs, situation),
            place_in(situation, place),
        )
        evaluation = judge(situation, on, list(packs.values()))
        kept = wanted.of(evaluation)
    lines = lines_wanted(evaluation, kept, tongue)

    def table(rows: Iterator[Row]) -> RenderableType:
        return _table(with_names(evaluation, rows), kept, limit)

    sink.write(LINE_COLUMNS, lines, table, title=situation.name, made=on)


def _table(rows: Iterator[Row], kept: Sequence[Judged], limit: int) -> RenderableType:
    """The first lines, how many there are, and how many of each status."""
    columns = ("clause", "duty", "bearer", "for_whom", "period", "figures", "status", "note")
    titles = {(j.head.id, j.id): j.title for j in kept}
    shown = grid(columns, [_row(row, titles) for row in islice(rows, limit)])
    total = sum(int(j.verdicts.valid.sum()) for j in kept)
    return Group(with_rest(shown, max(0, total - limit)), _counts(kept))


def _row(row: Row, titles: Mapping[tuple[str, str], Title]) -> list[object]:
    tongue = language()
    bearer = row["person_name"] or row["person"] or row["organisation_name"] or row["organisation"]
    target = [row["household"], row["counterpart"], row["place_name"] or row["place"]]
    start, last = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    status = row["status"]
    return [
        f"{row['regulation']} {row['clause']}",
        getattr(titles[row["regulation"], row["duty"]], tongue),
        bearer,
        " ".join(t for t in target if t),
        period(start, last),
        figures(row["achieved"], row["required"], row["unit"], tongue),
        Text(f"{SIGNS[status]} {word(f'status.{status}', tongue)}", STYLES[status]),
        _short(row["note"]),
    ]


def _short(note: str, most: int = 60) -> str:
    """The beginning of a note; `explain` tells all of it."""
    return note if len(note) <= most else note[: most - 1] + "…"


def _counts(kept: Sequence[Judged]) -> Text:
    totals = {s: sum(status_counts(j.verdicts)[s] for j in kept) for s in SIGNS}
    text = Text()
    for status, number in totals.items():
        text.append(f"{SIGNS[status]} {word(f'status.{status}', language())} {number:,}  ", STYLES[status])
    return text
