"""Why ledger entries near a verdict did not count.

They are the entries of the same kinds by the same actor, and those of other kinds for the same target: what the person
concerned would point to. Each is told by the first test it fails.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bangfu.regulation.periods import Period, day_number
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.evidence import Columns, Found, brought, candidates, counted, passing
from bangfu.verdict.judge import Frame
from bangfu.verdict.tasks import Task
from bangfu.wording import table

AROUND = 31  # days before and after a period in which entries are looked at
# The tests of the days that an entry brings, in their order, and what is said of an entry that brings none that passes.
_TESTS = (
    ("in_force", "not_in_force"),
    ("known", "after_as_of"),
    ("workday", "not_a_workday"),
    ("in_base", "not_in_base"),
)


def reason_words() -> dict[str, dict[str, str]]:
    """What is said of an entry for each reason, in both languages."""
    return table("bangfu.verdict", "reasons.toml")


@dataclass(frozen=True)
class Looked:
    """One line looked at once: the entries that meet it, the days they bring, and those that counted."""

    near: Columns
    days: Columns
    found: Found

    @classmethod
    def at(cls, evaluation: Evaluation, judged: Judged, line: int) -> Looked:
        """What there is of one line; nothing of a rule that no entry counts for."""
        if judged.task is None:
            return cls({}, {}, {})
        near = candidates(evaluation, judged, np.array([line]))
        days = brought(evaluation, judged, near)
        return cls(near, days, counted(judged, {c: values[passing(days)] for c, values in days.items()}))


def not_counted(
    evaluation: Evaluation, judged: Judged, looked: Looked, line: int, column: int
) -> list[tuple[int, str]]:
    """Entries near one verdict that did not count, by number, each with the first test it fails."""
    task = judged.task
    if task is None:
        return []
    inside = set(looked.found.get((line, column), []))
    elsewhere = {i for (_, c), entries in looked.found.items() if c != column for i in entries}
    why = _Reasons(evaluation.frames[judged.head.id], task, task.terms.counted[column], looked, column)
    rows = _near(evaluation, judged, line, judged.verdicts.periods[column])
    told = [
        (i, why.of(i, kind, first, last, i in elsewhere)) for i, kind, first, last in rows if i not in inside
    ]
    return [(i, reason) for i, reason in told if not (i in elsewhere and reason == "other_period")]


def _near(
    evaluation: Evaluation, judged: Judged, line: int, period: Period
) -> list[tuple[int, int, int, int]]:
    """Entries by the line's actors, or about its household or counterpart, in the period or some days around it."""
    key = judged.keys.slice(line, 1).to_pylist()[0]
    about = ("person", "org", "household", "cperson", "corg")
    tests = [f"a.{column} = {key[column]}" for column in about if key[column] is not None]
    if key["person"] is not None:
        tests = [t for t in tests if not t.startswith("a.org")]
    else:  # a unit has many people: only the kinds of act that this duty counts say something
        kinds = ", ".join(str(k) for k in judged.task.kinds) if judged.task else "-1"
        tests = [f"(({' or '.join(tests) or 'false'}) and a.kind in ({kinds or -1}))"]
    first, last = day_number(period.start) - AROUND, day_number(period.last) + AROUND
    return evaluation.ground.rows(
        f"select a.i, a.kind, a.first, a.last from act a where ({' or '.join(tests) or 'false'}) "
        f"and a.first <= {last} and a.last >= {first} order by a.first, a.i"
    )


class _Reasons:
    """The tests of one verdict, in their order."""

    def __init__(self, frame: Frame, task: Task, span: Period, looked: Looked, column: int) -> None:
        self.frame, self.task, self.span = frame, task, span
        self.met = frozenset(looked.near["i"].tolist())
        passing = looked.days["period"] == column
        self.steps = [("not_in_post", frozenset(looked.days["i"][passing].tolist()))]
        for test, reason in _TESTS:
            passing = passing & looked.days[test]
            self.steps.append((reason, frozenset(looked.days["i"][passing].tolist())))

    def of(self, i: int, kind: int, first: int, last: int, elsewhere: bool) -> str:
        """The first test that an entry fails."""
        frame, until = self.frame, first if self.task.started else last
        if kind not in self.task.kinds:
            return "other_kind"
        if until < day_number(frame.start) or (frame.end is not None and first > day_number(frame.end)):
            return "not_in_force"
        if first > day_number(frame.as_of):
            return "after_as_of"
        if until < day_number(self.span.start) or first > day_number(self.span.last):
            return "other_period"
        if i not in self.met:
            return "other_target"
        failed = next((reason for reason, passed in self.steps if i not in passed), None)
        return failed or ("filled_before" if elsewhere and self.task.rule.grace else "same_day")
