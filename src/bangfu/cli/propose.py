"""`bangfu propose`: what the regulations say should follow from the findings of a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from rich.console import Group, RenderableType
from rich.text import Text

from bangfu.accountability.notes import measure_name, named
from bangfu.accountability.proposal import Proposal
from bangfu.api import propose as proposed_in
from bangfu.cli.localise import say
from bangfu.cli.options import (
    AsOf,
    CasePath,
    Form,
    Limit,
    Output,
    Packs,
    Regulations,
    case_at,
    chosen,
    day,
    packs_with,
)
from bangfu.cli.output import Row, Sink, busy
from bangfu.cli.tables import grid, with_rest
from bangfu.facts.case import Case
from bangfu.language import language
from bangfu.regulation.vocabulary import Vocabulary

LINE_COLUMNS = (
    "regulation", "clause", "person", "organisation", "measure", "conducted_by", "from", "to", "causes", "reading", "note",
)  # fmt: skip

_FIRST, _LAST = (
    ("clause", "measure", "person", "organisation", "conducted_by"),
    ("from", "to", "causes", "note"),
)


def propose(
    case: CasePath,
    as_of: AsOf,
    regulation: Regulations = None,
    pack: Packs = None,
    format_: Form = None,
    output: Output = None,
    limit: Limit = 40,
) -> None:
    """Propose by every regulation in force, and show the lines of those asked for."""
    sink, on, packs = Sink.of(format_, output), day(as_of, "--as-of"), packs_with(pack)
    asked = chosen(regulation, packs)
    with busy(say("judging")):
        situation = case_at(case, packs)
        found = [
            p
            for p in proposed_in(situation, on, list(packs.values()))
            if asked is None or p.regulation in asked
        ]

    def table(rows: Iterator[Row]) -> RenderableType:
        return _table(found, situation, situation.vocabulary(list(packs.values())), rows, limit)

    lines = (p.as_line(language()) for p in found)
    sink.write(LINE_COLUMNS, lines, table, title=situation.name, made=on)


def _table(
    found: Sequence[Proposal], case: Case, words: Vocabulary, rows: Iterator[Row], limit: int
) -> RenderableType:
    """The first lines with names, how many more there are, and how many of each measure."""
    if not found:
        return Text(say("propose.nothing"), "green")
    tongue = language()
    names = {
        r["id"]: r["name"]
        for table in ("people", "organisations")
        for r in case[table].to_pylist()
        if r["name"]
    }

    def shown(row: Row) -> list[object]:
        who = [names.get(row[c], row[c]) for c in ("person", "organisation")]
        by = getattr(named(words, row["conducted_by"]), tongue) if row["conducted_by"] else None
        measure = getattr(measure_name(row["measure"]), tongue)
        return [f"{row['regulation']} {row['clause']}", measure, *who, by, *(row[c] for c in _LAST)]

    body = grid((*_FIRST, *_LAST), [shown(row) for row in islice(rows, limit)])
    counts = Counter(p.measure for p in found)
    totals = "  ".join(f"{getattr(measure_name(m), tongue)} {n:,}" for m, n in counts.items())
    return Group(with_rest(body, max(0, len(found) - limit)), Text(totals, "bold"))
