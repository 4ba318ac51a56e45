"""Evaluating: regulations × facts → verdicts on a day, kept as arrays until somebody asks for lines.

The steps are the same for one county and for one shard of a nation: who owes what (roster), the fold (ledger), the
judgement of each rule (arrays), and what one regulation means for another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pyarrow as pa

from bangfu.regulation.model import (
    DutyRule,
    Head,
    MilestoneRule,
    Provision,
    Regulation,
    RequirementRule,
    Title,
)
from bangfu.regulation.periods import Window, periods_between
from bangfu.verdict.arrays import Index, join_on
from bangfu.verdict.exemptions import exempt
from bangfu.verdict.fold import Fold
from bangfu.verdict.ground import Ground
from bangfu.verdict.judge import Frame, Mark, Status, Verdicts, enough, judge
from bangfu.verdict.owed import KEY, bearers, binds, reach, reached
from bangfu.verdict.relations import relate, transitions
from bangfu.verdict.requirements import judge_requirement
from bangfu.verdict.tasks import Task, frame_of, needs_of, organisation_roles, task_of, window_of


@dataclass(frozen=True)
class Judged:
    """One rule judged: its lines (`keys`, one row each) and their verdicts in every period."""

    head: Head
    provision: Provision
    rule: DutyRule | RequirementRule | MilestoneRule
    keys: pa.Table
    verdicts: Verdicts
    position: int  # of the provision in its document
    task: Task | None = None

    @property
    def id(self) -> str:
        """The stable id of the duty, requirement or milestone."""
        return self.rule.id

    @property
    def title(self) -> Title:
        """Its short name in both languages."""
        return self.rule.title


@dataclass
class Evaluation:
    """Everything judged on one day, over one ground."""

    ground: Ground
    regulations: Sequence[Regulation]
    as_of: date
    judged: list[Judged]
    frames: dict[str, Frame]
    fold: Fold
    bound: Mapping[str, Mapping[str, Index]]  # whom a regulation concerns that another takes over from
    reasons: dict[tuple[str, str, int, int], str] = field(
        default_factory=dict[tuple[str, str, int, int], str]
    )

    def of(self, regulation: str, rule: str) -> Judged | None:
        """The judgement of one rule, if anybody owed it."""
        return next((j for j in self.judged if j.head.id == regulation and j.id == rule), None)

    def counts(self) -> list[tuple[Judged, dict[str, int]]]:
        """How many verdicts of each status every rule has."""
        return [(j, status_counts(j.verdicts)) for j in self.judged]


def status_counts(v: Verdicts) -> dict[str, int]:
    """How many verdicts of each status there are."""
    found = np.bincount(v.status[v.valid], minlength=len(Status))
    return {s.name.lower(): int(n) for s, n in zip(Status, found, strict=True)}


@dataclass(frozen=True)
class Prepared:
    """Who owes what on one day, kept while the ledger of its ground grows: all that does not depend on the ledger."""

    ground: Ground
    regulations: Sequence[Regulation]
    as_of: date
    window: Window
    frames: dict[str, Frame]
    tasks: list[Task]
    standing: list[Judged]
    bound: Mapping[str, Mapping[str, Index]]

    def judge(self) -> Evaluation:
        """Judge everything by the ledger and the exemptions as the ground has them now."""
        fold = Fold.of(self.ground, needs_of(self.tasks), self.window)
        judged = [replace(j, verdicts=j.verdicts.fresh()) for j in self.standing]
        judged += [_judge_task(task, fold, self.frames[task.head.id]) for task in self.tasks]
        judged.sort(key=lambda j: (j.head.id, j.position))
        evaluation = Evaluation(
            self.ground, self.regulations, self.as_of, judged, self.frames, fold, self.bound
        )
        relate(evaluation)
        exempt(evaluation)
        return evaluation


def prepare(ground: Ground, regulations: Sequence[Regulation], as_of: date) -> Prepared:
    """Ask the roster who owes what under these regulations, to be judged as of the end of a day, once or many times."""
    running = [r for r in regulations if r.regulation.start <= as_of]
    binding = [r for r in running if binds(ground, r.regulation)]
    window = window_of(binding, as_of)
    frames = {r.regulation.id: frame_of(r.regulation, window, as_of, ground) for r in binding}
    older = {older.regulation.id for _, older in transitions(binding)}
    tasks: list[Task] = []
    standing: list[Judged] = []
    bound: dict[str, dict[str, Index]] = {}
    bearers(ground, organisation_roles(regulations))
    for regulation in binding:
        head = regulation.regulation
        reach(ground, head)
        if head.id in older:
            bound[head.id] = reached(ground)
        for position, provision in enumerate(regulation.provision):
            found = task_of(ground, head, provision, position, as_of)
            tasks += [found] if found else []
            standing += _requirement(ground, head, provision, position, frames[head.id])
    return Prepared(ground, running, as_of, window, frames, tasks, standing, bound)


def evaluate_ground(ground: Ground, regulations: Sequence[Regulation], as_of: date) -> Evaluation:
    """Judge every rule of these regulations over a ground, as of the end of a day."""
    return prepare(ground, regulations, as_of).judge()


def _judge_task(task: Task, fold: Fold, frame: Frame) -> Judged:
    done = fold.lookup(task.owed, task.kinds, task.started)
    verdicts = judge(task.rule, task.owed, done, task.terms, frame)
    if task.alternative is not None and task.alternative_rule is not None:
        other_done = fold.lookup(task.alternative, task.kinds, task.started)
        other = judge(task.alternative_rule, task.alternative, other_done, task.terms, frame)
        _compare(verdicts, task.owed.keys, other, task.alternative.keys)
    rule = task.provision.milestone or task.rule
    return Judged(task.head, task.provision, rule, task.owed.keys, verdicts, task.position, task)


def _compare(v: Verdicts, keys: pa.Table, other: Verdicts, other_keys: pa.Table) -> None:
    """Where the second reading gives another answer, the verdict is for a person."""
    row, found = join_on(keys, other_keys, [c for c in KEY if c != "role"])
    differ = np.zeros_like(v.valid)
    differ[row] = enough(v)[row] != enough(other)[found]
    differ &= v.status != Status.EXEMPT
    v.status[differ & (v.status != Status.OPEN)] = Status.JUDGEMENT
    v.marks[differ] |= Mark.READINGS_DIFFER.bit


def _requirement(
    ground: Ground, head: Head, provision: Provision, position: int, frame: Frame
) -> list[Judged]:
    rule = provision.requirement
    if rule is None or not rule.judged or rule.check in ("post", "record"):
        return []
    periods = periods_between("year", head.start, min(frame.as_of, head.end or frame.as_of))
    found = judge_requirement(ground, rule, provision.bearer[0], periods, frame)
    return [Judged(head, provision, rule, found[0].select(KEY), found[1], position)] if found else []
