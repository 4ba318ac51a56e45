"""Verdict lines, as the contract words them: one dict a line, made only for what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from bangfu.language import Language, language
from bangfu.regulation.model import DutyRule
from bangfu.verdict.arrays import Index
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.evidence import Found, entry_ids, evidence
from bangfu.verdict.judge import Bools, Mark, Status
from bangfu.verdict.notes import note
from bangfu.verdict.parts import part_words
from bangfu.verdict.relations import related

Line = dict[str, Any]
FEW = 5000  # lines or entries that are cheaper to ask for by number than all of them
PART = Mark.PART_POST.value
Cell = tuple[int, int]  # of an array of verdicts: line, period


class Names:
    """The ids of one ground by row number, read once."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._ground = evaluation.ground
        self._evaluation = evaluation

    @cached_property
    def person(self) -> list[str | None]:
        """Ids of people."""
        return self._ground.names("person")

    @cached_property
    def org(self) -> list[str | None]:
        """Ids of organisations."""
        return self._ground.names("org")

    @cached_property
    def place(self) -> list[str | None]:
        """Codes of places."""
        return self._ground.names("place", "code")

    @cached_property
    def household(self) -> list[str | None]:
        """Ids of households."""
        return self._ground.names("household")

    def entries(self, found: Found) -> dict[int, str]:
        """Ids of the ledger entries in some evidence, by number."""
        numbers = {i for entries in found.values() for i in entries}
        return entry_ids(self._evaluation, numbers) if len(numbers) < FEW else self._all_entries

    @cached_property
    def _all_entries(self) -> dict[int, str]:
        return entry_ids(self._evaluation)

    def key(self, row: dict[str, Any]) -> Line:
        """Who owes what to whom, by id."""
        return {
            "role": row["role"],
            "person": self.at("person", row["person"]),
            "organisation": self.at("org", row["org"]),
            "place": self.at("place", row["place"]),
            "household": self.at("household", row["household"]),
            "counterpart": self.at("person", row["cperson"]) or self.at("org", row["corg"]),
        }

    def at(self, table: str, number: int | None) -> str | None:
        """The id of one row of a coded table."""
        names: list[str | None] = getattr(self, table)
        return None if number is None else names[number]


def lines(
    evaluation: Evaluation, tongue: Language | None = None, regulations: frozenset[str] | None = None
) -> Iterator[Line]:
    """All verdicts as lines, in the order of regulation, provision, bearer and period."""
    names = Names(evaluation)
    for judged in evaluation.judged:
        if regulations is None or judged.head.id in regulations:
            yield from lines_of(evaluation, judged, names, tongue or language())


def lines_of(evaluation: Evaluation, judged: Judged, names: Names, tongue: Language) -> Iterator[Line]:
    """The lines of one rule."""
    line, period = np.nonzero(judged.verdicts.valid)
    return lines_at(evaluation, judged, (line, period), names, tongue)


def lines_at(
    evaluation: Evaluation, judged: Judged, cells: tuple[Index, Index], names: Names, tongue: Language
) -> Iterator[Line]:
    """The lines of some cells of one rule, told by line and period, in their order."""
    at_line, at_period = cells
    some = np.unique(at_line)
    found = evidence(evaluation, judged, some if len(some) < FEW else None)
    keys = dict(zip(some.tolist(), map(names.key, judged.keys.take(some).to_pylist()), strict=True))
    ids, beside = names.entries(found), related(evaluation, judged)
    for line, period in zip(at_line.tolist(), at_period.tolist(), strict=True):
        entries = [ids[i] for i in found.get((line, period), [])]
        yield _line(evaluation, judged, (line, period), keys[line], entries, beside, tongue)


def line_of(
    evaluation: Evaluation,
    judged: Judged,
    line: int,
    period: int,
    names: Names,
    entries: list[str],
    tongue: Language,
) -> Line:
    """One verdict as a line, with the ids of the entries that count already found."""
    key = names.key(judged.keys.slice(line, 1).to_pylist()[0])
    return _line(evaluation, judged, (line, period), key, entries, related(evaluation, judged), tongue)


def _line(
    evaluation: Evaluation,
    judged: Judged,
    cell: Cell,
    key: Line,
    entries: list[str],
    beside: list[tuple[Bools, dict[str, Any]]],
    tongue: Language,
) -> Line:
    v, span = judged.verdicts, judged.verdicts.periods[cell[1]]
    required, achieved = figures(judged, *cell)
    others = [fact for cells, fact in beside if cells[cell]]
    return {
        "regulation": judged.head.id,
        "clause": judged.provision.clause,
        "duty": judged.id,
        **key,
        "period_start": span.start.isoformat(),
        "period_end": span.last.isoformat(),
        "required": required,
        "achieved": achieved,
        "unit": v.unit,
        "status": Status(v.status[cell]).name.lower(),
        "evidence": entries,
        "note": _note(evaluation, judged, cell, others, tongue),
        "readings": list(getattr(judged.rule, "readings", [])),
        "related": [
            {k: r[k] for k in ("regulation", "clause", "duty", "relation", "governs")} for r in others
        ],
    }


def _note(
    evaluation: Evaluation, judged: Judged, cell: Cell, others: list[dict[str, Any]], tongue: Language
) -> str:
    v = judged.verdicts
    reason = evaluation.reasons.get((judged.head.id, judged.id, *cell), "")
    marks = int(v.marks[cell])
    words = part_words(judged, *cell) if marks & PART else {}
    words |= {"days": v.periods[cell[1]].days, "reason": reason}
    told = note(Mark(marks), Status(v.status[cell]), judged.rule, tongue, **words)
    return ("；" if tongue == "zh" else "; ").join(
        dict.fromkeys(t for t in (told, *(r[tongue] for r in others)) if t)
    )


def figures(judged: Judged, line: int, period: int) -> tuple[int | float | None, int | float]:
    """Required and achieved as the contract prints them: whole numbers, or shares from 0 to 1."""
    v = judged.verdicts
    achieved = int(v.achieved[line, period])
    if isinstance(judged.rule, DutyRule) and judged.rule.at_least is None:
        return None, achieved
    if v.marks[line, period] & Mark.NO_NUMBER:
        return None, achieved
    required = int(v.required[line, period])
    if not v.is_share:
        return required, achieved
    base = int(v.base[line, period])
    share = min(1.0, achieved / base) if base else 0.0
    return required / v.required_of if required != v.required_of else 1, 1 if share == 1 else share
