"""The why page of one verdict: the clause, the period, what counted, what did not and why, the readings used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from bangfu.errors import BangfuError, Problem
from bangfu.language import Language
from bangfu.regulation.model import Reading, Regulation, Title
from bangfu.regulation.periods import EPOCH
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.ground import NOBODY
from bangfu.verdict.judge import Bools, Lines, there_in
from bangfu.verdict.lines import Line, Names, line_of
from bangfu.verdict.reasons import Looked, not_counted, reason_words

MOST_NOT_COUNTED = 200


@dataclass(frozen=True)
class Entry:
    """One ledger entry beside a verdict; `reason` is empty where it counted."""

    id: str
    kind: str
    on: date
    until: date | None
    place: str | None
    household: str | None
    person: str | None
    organisation: str | None
    reason: str
    sentence: str

    def as_dict(self) -> dict[str, str | None]:
        """The same as plain data; hundreds may stand behind a verdict, which `asdict` would copy field by field."""
        days = {"on": self.on.isoformat(), "until": self.until and self.until.isoformat()}
        return vars(self) | days


@dataclass(frozen=True)
class Explanation:
    """Everything behind one verdict."""

    line: Line
    number: str
    text: str
    asks: str
    counted: list[Entry]
    not_counted: list[Entry]
    readings: list[Reading]
    missing: list[str]  # the targets of a coverage that were not reached
    start_note: Title | None  # how the regulation's first day is known, where it cuts the period

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return vars(self) | {
            "counted": [entry.as_dict() for entry in self.counted],
            "not_counted": [entry.as_dict() for entry in self.not_counted],
            "readings": [r.model_dump(mode="json") for r in self.readings],
            "start_note": self.start_note and self.start_note.model_dump(mode="json"),
        }


def explain(
    evaluation: Evaluation,
    regulation: Regulation,
    duty: str,
    *,
    tongue: Language,
    period: date | None = None,
    **who: str | None,
) -> Explanation:
    """Explain the one verdict that `who` (role, person, organisation, place, household, counterpart) and `period` name.

    Raises `BangfuError` (`no_such_verdict`) where no line or more than one fits.
    """
    judged = evaluation.of(regulation.regulation.id, duty)
    if judged is None:
        raise BangfuError(Problem("no_such_verdict", value=duty, details=(("count", "0"),)))
    line, column = _find(evaluation, judged, period or evaluation.as_of, duty, who)
    looked = Looked.at(evaluation, judged, line)
    numbers = looked.found.get((line, column), [])
    others = not_counted(evaluation, judged, looked, line, column)[:MOST_NOT_COUNTED]
    names, head = Names(evaluation), judged.head
    entries = _entries(evaluation, names, dict.fromkeys(numbers, "") | dict(others), tongue)
    begun_before = judged.verdicts.periods[column].start < head.start
    return Explanation(
        line_of(evaluation, judged, line, column, names, [entries[i].id for i in numbers], tongue),
        head.number,
        judged.provision.text,
        getattr(judged.title, tongue),
        [entries[i] for i in numbers],
        [entries[i] for i, _ in others],
        [r for r in regulation.reading if r.id in getattr(judged.rule, "readings", [])],
        _missing(evaluation, judged, looked, line, column),
        head.start_note if begun_before else None,
    )


def _find(
    evaluation: Evaluation, judged: Judged, day: date, duty: str, who: dict[str, str | None]
) -> tuple[int, int]:
    fitting = np.ones(judged.keys.num_rows, dtype=bool)
    for field, wanted in who.items():
        fitting &= _named(evaluation, judged, field, wanted)
    periods = np.array([p.start <= day < p.stop for p in judged.verdicts.periods], dtype=bool)
    cells = np.argwhere(judged.verdicts.valid & fitting[:, None] & periods).tolist()
    if len(cells) != 1:
        raise BangfuError(Problem("no_such_verdict", value=duty, details=(("count", str(len(cells))),)))
    return cells[0][0], cells[0][1]


_TABLES = {"person": "person", "organisation": "org", "place": "place", "household": "household"}


def _named(evaluation: Evaluation, judged: Judged, field: str, wanted: str | None) -> Bools:
    """Which lines have this id in a cell of the contract."""
    keys, number = judged.keys, evaluation.ground.number
    if field == "role":
        return keys["role"].to_numpy() == wanted
    if field == "counterpart":
        person, unit = (keys[c].fill_null(NOBODY).to_numpy() for c in ("cperson", "corg"))
        by_unit = (person == NOBODY) & (unit == number("org", wanted))
        return by_unit if wanted is None else by_unit | (person == number("person", wanted))
    return keys[_TABLES[field]].fill_null(NOBODY).to_numpy() == number(_TABLES[field], wanted)


def _entries(
    evaluation: Evaluation, names: Names, reasons: dict[int, str], tongue: Language
) -> dict[int, Entry]:
    """Entries as a person reads them, by number, each with why it did not count."""
    kinds = {k: code for code, k in evaluation.ground.kinds.items()}
    rows = evaluation.ground.rows(
        "select i, id, kind, first, last, place, household, person, org from act "
        f"where i in ({', '.join(map(str, reasons)) or 'null'})"
    )
    found: dict[int, Entry] = {}
    for i, id_, kind, first, last, place, household, person, org in rows:
        on, until = EPOCH + timedelta(days=first), EPOCH + timedelta(days=last)
        sentence = reason_words()[reasons[i]][tongue] if reasons[i] else ""
        found[i] = Entry(
            id_, kinds[kind], on, until if until > on else None, names.at("place", place),
            names.at("household", household), names.at("person", person), names.at("org", org), reasons[i], sentence,
        )  # fmt: skip
    return found


def _missing(evaluation: Evaluation, judged: Judged, looked: Looked, line: int, column: int) -> list[str]:
    """Which households or villages of a coverage were not reached in the period."""
    task = judged.task
    if task is None or task.rule.measure != "targets":
        return []
    of = {"poor_villages": ("place", "code"), "assisting_units": ("org", "id")}
    names = evaluation.ground.names(*of.get(task.rule.of or "", ("household", "id")))
    begin, end = np.searchsorted(task.owed.rows["line"].to_numpy(), [line, line + 1])
    owed = replace(task.owed, rows=task.owed.rows.slice(begin, end - begin))
    starts = Lines.of(owed).member_starts
    there = there_in(task.rule, owed, starts, task.terms.counted, evaluation.as_of)[:, column]
    members = owed.rows["member"].to_numpy()[starts][there]
    counted = np.isin(looked.days["i"], looked.found.get((line, column), []))
    reached = frozenset(looked.days["member"][counted].tolist())
    return [str(names[m]) for m in members.tolist() if m not in reached]
