"""The why page of one verdict: the clause, the period, what counted, what did not and why, the readings used.

Entries that were looked at and did not count are told by the first test they fail. They are the entries of the same
kinds by the same actor, and those of other kinds for the same target: what the person concerned would point to.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import rtoml

from bangfu.errors import BangfuError, Problem
from bangfu.language import Language
from bangfu.regulation.model import Reading, Regulation
from bangfu.regulation.periods import EPOCH, Period
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.evidence import Found, candidates, evidence
from bangfu.verdict.lines import Line, Names, line_of

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

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        plain = asdict(self) | {"readings": [r.model_dump(mode="json") for r in self.readings]}
        for group in ("counted", "not_counted"):
            for entry in plain[group]:
                entry["on"], entry["until"] = (
                    entry["on"].isoformat(),
                    entry["until"] and entry["until"].isoformat(),
                )
        return plain


@cache
def _words() -> dict[str, dict[str, str]]:
    return rtoml.loads((files("bangfu.verdict") / "reasons.toml").read_text(encoding="utf-8"))


def explain(
    evaluation: Evaluation,
    regulation: Regulation,
    duty: str,
    *,
    tongue: Language,
    period: date | None = None,
    **who: str,
) -> Explanation:
    """Explain the one verdict that `who` (person, organisation, place, household, counterpart) and `period` name.

    Raises `BangfuError` (`no_such_verdict`) where no line or more than one fits.
    """
    judged = evaluation.of(regulation.regulation.id, duty)
    if judged is None:
        raise BangfuError(Problem("no_such_verdict", value=duty, details=(("count", "0"),)))
    names = Names(evaluation)
    line, column = _find(judged, names, period or evaluation.as_of, duty, who)
    found = evidence(evaluation, judged)
    entries = _Entries(evaluation, judged, names, tongue)
    counted = found.get((line, column), [])
    return Explanation(
        line_of(evaluation, judged, line, column, names, found, tongue),
        judged.head.number,
        judged.provision.text,
        getattr(judged.title, tongue),
        [entries.entry(i, "") for i in counted],
        entries.not_counted(line, column, found),
        [r for r in regulation.reading if r.id in getattr(judged.rule, "readings", [])],
        _missing(evaluation, judged, line, column, frozenset(counted)),
    )


def _find(judged: Judged, names: Names, day: date, duty: str, who: dict[str, str]) -> tuple[int, int]:
    columns = [n for n, p in enumerate(judged.verdicts.periods) if p.start <= day < p.stop]
    keys = [names.key(row) for row in judged.keys.to_pylist()]
    fitting = [n for n, key in enumerate(keys) if all(key[field] == wanted for field, wanted in who.items())]
    cells = [(n, c) for n in fitting for c in columns if judged.verdicts.valid[n, c]]
    if len(cells) != 1:
        raise BangfuError(Problem("no_such_verdict", value=duty, details=(("count", str(len(cells))),)))
    return cells[0]


class _Entries:
    """The ledger entries near one line, and why each did or did not count."""

    def __init__(self, evaluation: Evaluation, judged: Judged, names: Names, tongue: Language) -> None:
        self.evaluation, self.judged, self.names, self.tongue = evaluation, judged, names, tongue
        self.kinds = {k: code for code, k in evaluation.ground.kinds.items()}

    def entry(self, number: int, reason: str) -> Entry:
        """One entry as a person reads it."""
        row = self.evaluation.ground.rows(
            f"select kind, first, last, place, household, person, org from act where i = {number}"
        )[0]
        kind, first, last, place, household, person, org = row
        on, until = EPOCH + timedelta(days=first), EPOCH + timedelta(days=last)
        sentence = _words()[reason][self.tongue] if reason else ""
        at = self.names.at
        return Entry(
            self.names.entry[number], self.kinds[kind], on, until if until > on else None, at("place", place),
            at("household", household), at("person", person), at("org", org), reason, sentence,
        )  # fmt: skip

    def not_counted(self, line: int, column: int, found: Found) -> list[Entry]:
        """Entries of this bearer near the period that did not count, with the first test each fails."""
        task = self.judged.task
        if task is None:
            return []
        period = self.judged.verdicts.periods[column]
        counted = set(found.get((line, column), []))
        elsewhere = {i for (n, c), entries in found.items() if n == line and c != column for i in entries}
        rows = self._near(line, period)
        matched = self._matched(line)
        span = task.terms.counted[column]
        seen = [
            (i, self._reason(i, kind, first, last, span, matched))
            for i, kind, first, last in rows
            if i not in counted
        ]
        return [self.entry(i, r) for i, r in seen if not (i in elsewhere and r == "other_period")][
            :MOST_NOT_COUNTED
        ]

    def _near(self, line: int, period: Period) -> list[tuple[int, int, int, int]]:
        """Entries by the line's actors, or about its household or counterpart, in the period or 31 days around it."""
        key = self.judged.keys.slice(line, 1).to_pylist()[0]
        tests = [f"a.{column} = {key[column]}" for column in _ABOUT if key[column] is not None]
        if key["person"] is not None:
            tests = [t for t in tests if not t.startswith("a.org")]
        else:  # a unit has many people: only the kinds of act that this duty counts say something
            kinds = ", ".join(str(k) for k in self.judged.task.kinds) if self.judged.task else "-1"
            tests = [f"(({' or '.join(tests) or 'false'}) and a.kind in ({kinds}))"]
        first, last = (period.start - EPOCH).days - 31, (period.last - EPOCH).days + 31
        return self.evaluation.ground.rows(
            f"select a.i, a.kind, a.first, a.last from act a where ({' or '.join(tests) or 'false'}) "
            f"and a.first <= {last} and a.last >= {first} order by a.first, a.i"
        )

    def _matched(self, line: int) -> frozenset[int]:
        table = candidates(self.evaluation, self.judged)
        lines, entries = table["line"].to_pylist(), table["i"].to_pylist()
        return frozenset(i for n, i in zip(lines, entries, strict=True) if n == line)

    def _reason(
        self, i: int, kind: int, first: int, last: int, period: Period, matched: frozenset[int]
    ) -> str:
        frame, task = self.evaluation.frames[self.judged.head.id], self.judged.task
        on, until = EPOCH + timedelta(days=first), EPOCH + timedelta(days=last)
        assert task is not None
        until = on if task.started else until
        if kind not in task.kinds:
            return "other_kind"
        if until < frame.start or (frame.end is not None and on > frame.end):
            return "not_in_force"
        if on > frame.as_of:
            return "after_as_of"
        if until < period.start or on > period.last:
            return "other_period"
        if i not in matched:
            return "other_target"
        return "same_day"


_ABOUT = ("person", "org", "household", "cperson", "corg")


def _missing(
    evaluation: Evaluation, judged: Judged, line: int, column: int, counted: frozenset[int]
) -> list[str]:
    """Which households or villages of a coverage were not reached in the period."""
    task = judged.task
    if task is None or task.rule.measure != "targets":
        return []
    table = {"poor_villages": ("place", "code"), "assisting_units": ("org", "id")}.get(
        task.rule.of or "", ("household", "id")
    )
    names = evaluation.ground.names(*table)
    period = judged.verdicts.periods[column]
    first, last = (
        (period.start - EPOCH).days,
        min((period.last - EPOCH).days, (evaluation.as_of - EPOCH).days),
    )
    evaluation.ground.con.register("owed_rows", task.owed.rows)
    near = candidates(evaluation, judged)
    reached = {
        m
        for n, m, i in zip(*(near[c].to_pylist() for c in ("line", "member", "i")), strict=True)
        if n == line and i in counted
    }
    there = (
        f"mfirst <= {first} and mlast >= {last}"
        if task.rule.base == "throughout"
        else f"mfirst <= {last} and mlast >= {first}"
    )
    members = evaluation.ground.rows(
        f"select distinct member from owed_rows where line = {line} and {there} order by 1"
    )
    return [str(names[m]) for (m,) in members if m not in reached]
