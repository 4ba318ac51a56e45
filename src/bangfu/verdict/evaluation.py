"""Evaluating: regulations × facts → verdicts on a day, kept as arrays until somebody asks for lines.

The steps are the same for one county and for one shard of a nation: who owes what (roster), the fold (ledger), the
judgement of each rule (arrays), and what one regulation means for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

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
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.periods import Period, Window, periods_between
from bangfu.verdict.exemptions import exempt
from bangfu.verdict.fold import Fold, Need, need_of
from bangfu.verdict.ground import Ground
from bangfu.verdict.judge import Frame, Mark, Status, Terms, Verdicts, enough, judge
from bangfu.verdict.owed import KEY, Owed, bearers, milestone_rows, reach, rows_of
from bangfu.verdict.relations import relate
from bangfu.verdict.requirements import judge_requirement

# Duties that are owed whenever an organisation holds the role; a person in the post is only its signature.
ORGANISATION_NOTE = "organisation"


@dataclass(frozen=True)
class Task:
    """One rule with its rows, waiting for the fold."""

    head: Head
    provision: Provision
    position: int
    rule: DutyRule
    owed: Owed
    kinds: frozenset[int]
    terms: Terms
    alternative: Owed | None = None
    alternative_rule: DutyRule | None = None

    @property
    def started(self) -> bool:
        """Whether the day an act began counts, or every day it covered."""
        return self.rule.measure not in ("days", "workdays")


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


def evaluate_ground(ground: Ground, regulations: Sequence[Regulation], as_of: date) -> Evaluation:
    """Judge every rule of these regulations over a ground, as of the end of a day."""
    running = [r for r in regulations if r.regulation.start <= as_of]
    window = _window(running, as_of)
    frames = {r.regulation.id: _frame(r.regulation, window, as_of, ground) for r in running}
    tasks: list[Task] = []
    judged: list[Judged] = []
    bearers(ground, _organisation_roles(regulations))
    for regulation in running:
        if not reach(ground, regulation.regulation):
            continue
        for position, provision in enumerate(regulation.provision):
            found = _prepare(ground, regulation.regulation, provision, position, as_of)
            tasks += [found] if found else []
            judged += _requirement(
                ground, regulation.regulation, provision, position, frames[regulation.regulation.id]
            )
    fold = Fold.of(ground, _needs(tasks), window)
    judged += [_judge_task(task, fold, frames[task.head.id]) for task in tasks]
    judged.sort(key=lambda j: (j.head.id, j.position))
    evaluation = Evaluation(ground, running, as_of, judged, frames, fold)
    relate(evaluation)
    exempt(evaluation)
    return evaluation


def _window(regulations: Iterable[Regulation], as_of: date) -> Window:
    """From the first day of the oldest regulation's first period to the end of the year of the as-of day."""
    first = min((r.regulation.start for r in regulations), default=as_of)
    milestones = [p.milestone.due for r in regulations for p in r.provision if p.milestone]
    last = max([date(as_of.year, 12, 31), *milestones]) + timedelta(days=7)
    return Window.holding(date(first.year, 1, 1) - timedelta(days=7), last)


def _frame(head: Head, window: Window, as_of: date, ground: Ground) -> Frame:
    return Frame(window, as_of, head.start, head.end, ground.calendar)


def _organisation_roles(regulations: Iterable[Regulation]) -> frozenset[str]:
    words = vocabulary_of(list(regulations)).words
    return frozenset(
        code for (type_, code), w in words.items() if type_ == "role" and w.note.startswith(ORGANISATION_NOTE)
    )


def _prepare(ground: Ground, head: Head, provision: Provision, position: int, as_of: date) -> Task | None:
    if not ground.holds_any(provision.bearer):
        return None
    last = min(as_of, head.end or as_of)
    if provision.milestone is not None:
        step = provision.milestone
        owed = milestone_rows(ground, provision.bearer, step)
        rule = DutyRule(
            id=step.id,
            title=step.title,
            counts=step.counts,
            per="year",
            at_least=Fraction(1),
            readings=step.readings,
        )
        terms = _milestone_terms(step, as_of)
    elif provision.duty is not None:
        rule = provision.duty
        owed = rows_of(ground, provision.bearer, rule)
        terms = _terms(
            rule, periods_between(rule.per, head.start, last), rule.part_period or head.part_period
        )
    else:
        return None
    if not owed.rows.num_rows:
        return None
    kinds = frozenset(ground.kinds[k] for k in rule.counts if k in ground.kinds)
    other = _alternative(rule)
    rows = rows_of(ground, provision.bearer, other) if other else None
    return Task(head, provision, position, rule, owed, kinds, terms, rows, other)


def _alternative(rule: DutyRule) -> DutyRule | None:
    if rule.alternative is None:
        return None
    change = {
        k: v for k, v in (("where", rule.alternative.where), ("of", rule.alternative.of)) if v is not None
    }
    return rule.model_copy(update=change)


def _terms(rule: DutyRule, periods: list[Period], part: str) -> Terms:
    counted = periods
    if rule.within:
        first, last = ((int(x[:2]), int(x[3:])) for x in rule.within)
        counted = [
            Period(date(p.start.year, *first), date(p.start.year, *last) + timedelta(days=1)) for p in periods
        ]
    return Terms(periods, counted, periods, part)  # pyright: ignore[reportArgumentType]


def _milestone_terms(step: MilestoneRule, as_of: date) -> Terms:
    period = Period(step.start, step.due + timedelta(days=1))
    until = Period(step.start, max(as_of, step.due) + timedelta(days=1))
    periods = [period] if step.start <= as_of else []
    return Terms(
        periods,
        [Period(p.start, p.stop) for p in periods],
        [until for _ in periods],
        "full_over_half",
        False,
        step.who_is_open,
    )


def _needs(tasks: Iterable[Task]) -> list[Need]:
    needs = [need_of(t.owed, t.kinds, t.started) for t in tasks]
    return needs + [need_of(t.alternative, t.kinds, t.started) for t in tasks if t.alternative is not None]


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
    at = {row: n for n, row in enumerate(zip(*(other_keys[c].to_pylist() for c in KEY), strict=True))}
    rows = [at.get(row, -1) for row in zip(*(keys[c].to_pylist() for c in KEY), strict=True)]
    found = np.array(rows)
    differ = (enough(v) != enough(other)[found]) & (found >= 0)[:, None] & (v.status != Status.EXEMPT)
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
