"""`bangfu what-if`: a changed regulation against the same ledger."""

# ruff: noqa: PLR0913 -- the parameters are the options of the command

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from bangfu.cli.evaluate import LINE_COLUMNS
from bangfu.cli.localise import say
from bangfu.cli.options import AsOf, CasePath, Form, Limit, Output, case_at, day, packs_with
from bangfu.cli.output import Row, Sink, busy
from bangfu.cli.tables import grid, sentences
from bangfu.language import language
from bangfu.paper.words import period
from bangfu.regulation.packs import load, shipped, vocabulary_of
from bangfu.regulation.vocabulary import Vocabulary
from bangfu.verdict.changes import Change, Summary
from bangfu.verdict.gap import Gap
from bangfu.verdict.gaps import gaps
from bangfu.verdict.ground import Ground
from bangfu.verdict.whatif import as_if_from, what_if_on

_EXAMPLES = ("change", "clause", "duty", "person", "organisation", "household", "period", "before", "after")
_SUMMARY = (
    "by", "township", "name", "role", "regulation", "duty", "clause", "kind", "roles", "rules", "clauses", "level", "missing", "of",
    "activity", "change", "number", "zh", "en",
)  # fmt: skip


def what_if(
    case: CasePath,
    as_of: AsOf,
    pack: Annotated[Path, typer.Option("--pack", metavar="FILE")],
    since: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD")] = None,
    summary: Annotated[bool, typer.Option("--summary")] = False,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Judge twice, with the shipped regulation and with the changed one, and show what differs."""
    sink, on, changed = Sink.of(format_, output), day(as_of, "--as-of"), load(pack)
    changed = as_if_from(changed, day(since, "--from")) if since else changed
    packs = packs_with([pack])
    with busy(say("judging")):
        situation = case_at(case, packs)
        ground = Ground.of(situation, situation.vocabulary(list(packs.values())))
        found = what_if_on(ground, on, list(shipped().values()), changed, language())
    with ground:
        told, lacking = found.summary(), gaps(ground, changed, on)

        def table(_: Iterator[Row]) -> RenderableType:
            return _drawn(told, lacking, vocabulary_of([changed]), limit)

        columns = ("change", "before", "after", *(c for c in LINE_COLUMNS if c != "status"))
        rows = _counted(told, lacking) if summary else map(_row, found.each())
        sink.write(_SUMMARY if summary else columns, rows, table, title=changed.regulation.id, made=on)


def _row(change: Change) -> Row:
    before, after = ((side or {}).get("status") for side in (change.before, change.after))
    rest = {k: v for k, v in change.line.items() if k != "status"}
    return {"change": change.kind, "before": before, "after": after, **rest}


def _counted(told: Summary, lacking: list[Gap]) -> Iterator[Row]:
    """The summary as rows: by township and role, by duty, and what the roster lacks."""
    yield from ({"by": "place", **place.as_dict()} for place in told.places)
    for rule in told.rules:
        yield {"by": "duty", **{k: v for k, v in rule.as_dict().items() if k != "examples"}}
    yield from ({"by": "gap", **gap.as_dict()} for gap in lacking)


def _drawn(told: Summary, lacking: list[Gap], vocabulary: Vocabulary, limit: int) -> RenderableType:
    tongue = language()
    counts = Text(say("what_if.unchanged", count=f"{told.unchanged:,}"))
    for kind, number in told.counts.items():
        counts.append(f"\n{say(f'what_if.{kind}')} {number:,}", "bold")
    duties = [
        (r.clause, getattr(r.title, tongue), say(f"what_if.{r.change}"), f"{r.number:,}") for r in told.rules
    ]
    places = [
        (
            p.name or say("what_if.county"),
            vocabulary.name("role", p.role, tongue),
            say(f"what_if.{p.change}"),
            f"{p.number:,}",
        )
        for p in told.places
    ]
    examples = [_shown(_row(change)) for rule in told.rules for change in rule.examples]
    tables = (
        ("by_duty", ("clause", "duty", "change", "cases"), duties),
        ("by_township", ("township", "bearer", "change", "cases"), places),
        ("examples", _EXAMPLES, [[row.get(c) for c in _EXAMPLES] for row in examples]),
    )
    parts: list[RenderableType] = [counts]
    parts += [_first(columns, rows, title, limit) for title, columns, rows in tables if rows]
    if lacking:
        parts += [Text(say("what_if.gaps"), "bold"), sentences(getattr(gap, tongue) for gap in lacking)]
    return Group(*parts)


def _first(columns: tuple[str, ...], rows: list[Any], title: str, limit: int) -> RenderableType:
    shown = grid(columns, islice(rows, limit), numbers=("cases",), title=say(f"what_if.{title}"))
    rest = len(rows) - limit
    return Group(shown, Text(say("what_if.more", count=f"{rest:,}"), style="dim")) if rest > 0 else shown


def _shown(row: Row) -> Row:
    span = period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"]))
    return {**row, "period": span, "change": say(f"what_if.{row['change']}")}
