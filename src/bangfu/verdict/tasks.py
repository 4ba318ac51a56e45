"""From the provisions of a regulation to tasks: each rule that somebody here owes, with its rows and its periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bangfu.regulation.model import DutyRule, Head, MilestoneRule, Provision, Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.periods import Period, Window, periods_between
from bangfu.verdict.fold import Need, need_of
from bangfu.verdict.ground import Ground
from bangfu.verdict.judge import Frame, Terms
from bangfu.verdict.owed import Owed, milestone_rows, rows_of


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


def window_of(regulations: Iterable[Regulation], as_of: date) -> Window:
    """From the first day of the oldest regulation's first period to the end of the year of the as-of day."""
    first = min((r.regulation.start for r in regulations), default=as_of)
    milestones = [p.milestone.due for r in regulations for p in r.provision if p.milestone]
    last = max([date(as_of.year, 12, 31), *milestones]) + timedelta(days=7)
    return Window.holding(date(first.year, 1, 1) - timedelta(days=7), last)


def frame_of(head: Head, window: Window, as_of: date, ground: Ground) -> Frame:
    """What is the same for every rule of one regulation."""
    return Frame(window, as_of, head.start, head.end, ground.calendar)


def organisation_roles(regulations: Iterable[Regulation]) -> frozenset[str]:
    """The roles that an organisation holds, as the vocabulary says."""
    return vocabulary_of(list(regulations)).organisation_roles


def task_of(ground: Ground, head: Head, provision: Provision, position: int, as_of: date) -> Task | None:
    """The task of one provision; None where it is no measured rule, or nobody owes it."""
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


def needs_of(tasks: Iterable[Task]) -> list[Need]:
    """What all tasks together ask of the fold."""
    needs = [need_of(t.owed, t.kinds, t.started) for t in tasks]
    return needs + [need_of(t.alternative, t.kinds, t.started) for t in tasks if t.alternative is not None]
