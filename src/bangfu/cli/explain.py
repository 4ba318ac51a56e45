"""`bangfu explain`: everything behind one verdict."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from bangfu.api import evaluate as judge
from bangfu.cli.localise import say
from bangfu.cli.options import (
    AsOf,
    CasePath,
    Duty,
    Form,
    OneRegulation,
    Output,
    Packs,
    chosen,
    day,
    judged_at,
    known_duty,
    packs_at,
    place_in,
)
from bangfu.cli.output import Format, Row, Sink, busy
from bangfu.cli.tables import grid, sentences
from bangfu.errors import BangfuError, Problem
from bangfu.language import Language, language
from bangfu.paper.terminal import STYLES
from bangfu.paper.words import SIGNS, figures, period, word
from bangfu.regulation.model import Reading
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.verdict.explain import Entry, Explanation
from bangfu.verdict.explain import explain as explained


def explain(
    case: CasePath,
    as_of: AsOf,
    regulation: OneRegulation,
    duty: Duty,
    person: Annotated[str | None, typer.Option("--person", metavar="ID")] = None,
    organisation: Annotated[str | None, typer.Option("--organisation", metavar="ID")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="PLACE")] = None,
    household: Annotated[str | None, typer.Option("--household", metavar="ID")] = None,
    counterpart: Annotated[str | None, typer.Option("--counterpart", metavar="ID")] = None,
    on: Annotated[str | None, typer.Option("--period", metavar="YYYY-MM-DD")] = None,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
) -> None:
    """Show the clause, what counted, and what did not and why."""
    sink, packs = Sink.of(format_, output), packs_at(case, pack)
    if sink.form in (Format.CSV, Format.XLSX):
        raise BangfuError(
            Problem("unknown_choice", "--format", value=sink.form, details=(("choices", "table, jsonl"),))
        )
    until, within = day(as_of, "--as-of"), day(on, "--period") if on else None
    chosen([regulation], packs)
    known_duty(packs[regulation], duty)
    with busy(say("judging")):
        situation = judged_at(case, packs)
        who = {
            "person": person,
            "organisation": organisation,
            "household": household,
            "counterpart": counterpart,
        }
        who["place"] = place_in(situation, place)
        evaluation = judge(situation, until, list(packs.values()))
        named = {k: v for k, v in who.items() if v}
        found = explained(evaluation, packs[regulation], duty, tongue=language(), period=within, **named)

    def table(_: Iterator[Row]) -> RenderableType:
        return why(found, situation.vocabulary(list(packs.values())))

    sink.write([], [json.loads(json.dumps(found.as_dict(), default=str))], table, title=duty)


def why(found: Explanation, vocabulary: Vocabulary) -> RenderableType:
    """The why page on a terminal."""
    tongue, line = language(), found.line
    status = line["status"]
    head = Text.assemble(
        (f"{SIGNS[status]} {word(f'status.{status}', tongue)}", STYLES[status]),
        f"  {figures(line['achieved'], line['required'], line['unit'], tongue)}  ",
        period(date.fromisoformat(line["period_start"]), date.fromisoformat(line["period_end"])),
    )
    who = [line[k] for k in ("person", "organisation", "place", "household", "counterpart") if line[k]]
    about = [
        head,
        Text(f"{found.number} {line['clause']}  {found.asks}", "cyan"),
        Text(found.text),
        Text(f"{vocabulary.name('role', line['role'], tongue)}: {' '.join(who)}"),
        *([Text(line["note"], "yellow")] if line["note"] else []),
        *([Text(getattr(found.start_note, tongue))] if found.start_note else []),
    ]
    readings = [_reading(r, tongue) for r in found.readings]
    parts: list[RenderableType] = [Panel(sentences(about), title=f"{line['regulation']} {line['duty']}")]
    parts += _entries("counted", found.counted, vocabulary)
    parts += _entries("not_counted", found.not_counted, vocabulary)
    parts += [Text(say("why.missing", ids=" ".join(found.missing)), "red")] if found.missing else []
    parts += [sentences([Text(say("why.readings"), "bold"), *readings])] if readings else []
    return Group(*parts)


def _reading(reading: Reading, tongue: Language) -> str:
    """What was asked, the reading taken, and those that were not."""
    told = f"{reading.id} {getattr(reading.question, tongue)} → {getattr(reading.default, tongue)}"
    if not reading.others:
        return told
    others = ("；" if tongue == "zh" else "; ").join(getattr(o, tongue) for o in reading.others)
    return f"{told}  ({say('why.not_taken', readings=others)})"


def _entries(title: str, entries: list[Entry], vocabulary: Vocabulary) -> list[RenderableType]:
    heading = Text(f"{say(f'why.{title}')} ({len(entries)})", "bold")
    if not entries:
        return [heading]
    last = "sentence" if title == "not_counted" else "household"
    rows = [
        [
            e.id,
            vocabulary.name("activity", e.kind, language()),
            f"{e.on}" + (f" – {e.until}" if e.until else ""),
            e.place,
            e.person or e.organisation,
            getattr(e, last),
        ]
        for e in entries
    ]
    return [heading, grid(("id", "kind", "on", "place", "bearer", last), rows)]
