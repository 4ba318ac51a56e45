"""`bangfu load`: what documents ask of each role of a roster, by the year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from bangfu.api import evaluate as judge
from bangfu.cli.localise import say
from bangfu.cli.options import (
    AsOf,
    CasePath,
    Form,
    Output,
    Packs,
    Regulations,
    chosen,
    day,
    judged_at,
    packs_at,
)
from bangfu.cli.output import Row, Sink, busy
from bangfu.cli.tables import grid
from bangfu.cli.usage import near
from bangfu.errors import BangfuError, Problem
from bangfu.language import language
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.verdict.load import load as load_of

COLUMNS = (
    "role",
    "year",
    "bearers",
    "cells",
    "unnumbered",
    "asked",
    "entries",
    "days",
    "visits",
    "hours",
    "minutes_unknown",
)
_SHOWN = ("role", "year", "bearers", "cells", "unnumbered", "entries", "visits", "days_owed", "hours")


def load(
    case: CasePath,
    as_of: AsOf,
    regulation: Regulations = None,
    minutes: Annotated[list[str] | None, typer.Option("--minutes", metavar="KIND=N")] = None,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
) -> None:
    """Reckon bearers, verdicts, entries, days, visits and hours by role and year."""
    sink, on, packs = Sink.of(format_, output), day(as_of, "--as-of"), packs_at(case, pack)
    asked = chosen(regulation, packs)
    wanted = [p for id_, p in packs.items() if asked is None or id_ in asked]
    vocabulary = vocabulary_of(wanted)
    known = _minutes(minutes or (), vocabulary)
    with busy(say("judging")):
        found = load_of(judge(judged_at(case, packs), on, wanted), known)

    def table(rows: Iterator[Row]) -> RenderableType:
        return grid(_SHOWN, (_shown(row, vocabulary) for row in rows), numbers=_SHOWN[1:])

    sink.write(COLUMNS, (row.as_dict() for row in found), table, title="load", made=on)


def _minutes(told: Sequence[str], vocabulary: Vocabulary) -> Mapping[str, int]:
    """How long one entry of each kind takes, in seconds. Raises `BangfuError` naming every one that says it wrongly."""
    problems: list[Problem] = []
    found: dict[str, int] = {}
    for text in told:
        kind, _, number = text.partition("=")
        if not vocabulary.has("activity", kind):
            kinds = vocabulary.codes("activity")
            details = (("what", "activity"), ("code", kind), ("near", near(kind, kinds)))
            problems.append(Problem("unknown_code", "--minutes", value=kind, details=details))
        elif not (number.isascii() and number.isdigit()):
            problems.append(Problem("bad_integer", "--minutes", value=number))
        else:
            found[kind] = int(number) * 60
    if problems:
        raise BangfuError(*problems)
    return found


def _shown(row: Row, vocabulary: Vocabulary) -> list[object]:
    figures = {name: _span(row[name]) for name in ("entries", "visits", "hours")}
    figures["days_owed"] = _span(row["days"])
    named = vocabulary.name("role", row["role"], language())
    return [named if c == "role" else figures.get(c, row.get(c)) for c in _SHOWN]


def _span(value: dict[str, Any] | None) -> str:
    """From the least to the most; a dash where it is not known."""
    if value is None:
        return "—"
    least, most = value["least"], value["most"]
    return f"{least:,}" if least == most else f"{least:,} – {most:,}"
