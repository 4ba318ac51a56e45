"""The naive judge: what each line achieved in each period, what was required, and what that means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.verdict.oracle_ledger import DAY, Ledger, days_of
from tests.verdict.oracle_requirements import judge_requirement
from tests.verdict.oracle_roster import LEADERS, Facts, Line, World, lines_of

from bangfu.regulation.model import DutyRule, MilestoneRule, Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.periods import Period, periods_between
from bangfu.regulation.workdays import WorkCalendar

Verdicts = dict[tuple[Any, ...], tuple[Any, Any, str]]


class Judge(Ledger):
    """One duty of one regulation, judged on one day."""

    @cached_property
    def share(self) -> bool:
        """Whether the threshold is a share of a base."""
        return self.rule.of is not None and self.rule.at_least is not None and self.rule.at_least <= 1

    @cached_property
    def periods(self) -> list[Period]:
        """All periods since the regulation began."""
        step = self.milestone
        if step is not None:
            return [Period(step.start, step.due + DAY)] if step.start <= self.as_of else []
        return periods_between(self.rule.per, self.head.start, min(self.as_of, self.head.end or self.as_of))

    # ---- the verdict of one line in one period

    def figures(
        self, line: Line, done: set[tuple[Any, date]], period: Period, span: Period
    ) -> tuple[int, Fraction, int]:
        """Achieved (of what was done in `span`), required, and the base."""
        rule = self.rule
        inside = {(m, d) for m, d in done if span.start <= d < span.stop}
        achieved, base = len(inside), 0
        if rule.measure == "targets":
            targets = self.base(line, period)
            achieved, base = len({m for m, _ in inside} & targets), len(targets)
        elif rule.measure != "person_times":
            achieved = len({d for _, d in inside})
        if rule.of == "official_workdays":
            owed = (d for d in days_of(period) if line.holds(d) and self.in_force(d))
            base = sum(self.calendar.knows(d.year) and self.calendar.is_workday(d) for d in owed)
        required = rule.at_least or Fraction(0)
        if self.share:
            required *= base
        elif rule.or_all:
            required = min(required, Fraction(base))
        return achieved, required, base

    def verdicts(self, line: Line) -> Iterator[tuple[Period, Any, Any, str]]:
        """The line's verdict in every period in which it is owed."""
        done = self.done(line)
        rows = [
            (p, *self.figures(line, done, p, self.due(p))) for p in self.periods if self.owed(line, done, p)
        ]
        if self.rule.grace:
            rows = self.carried(rows)
        for period, achieved, required, base in rows:
            status = self.status(line, done, period, achieved, required, base)
            if not self.share:
                asked = None if self.rule.at_least is None else int(required)
                yield period, asked, achieved, status
            else:
                yield (
                    period,
                    self.rule.at_least,
                    min(Fraction(1), Fraction(achieved, base)) if base else Fraction(0),
                    status,
                )

    def owed(self, line: Line, done: set[tuple[Any, date]], period: Period) -> bool:
        """Whether there is a verdict: a day in post, in force and not in the future; and something to cover."""
        some = any(line.holds(d) and self.counts_on(d) for d in days_of(period))
        return some and (self.rule.measure != "targets" or bool(self.base(line, period)))

    def due(self, period: Period) -> Period:
        """The part of a period in which it is due."""
        if not self.rule.within:
            return period
        first, last = (date.fromisoformat(f"{period.start.year}-{x}") for x in self.rule.within)
        return Period(first, last + DAY)

    def carried(
        self, rows: list[tuple[Period, int, Fraction, int]]
    ) -> list[tuple[Period, int, Fraction, int]]:
        """What a period is short of may still be done in the next one (M06)."""
        left = [row[1] for row in rows]
        for n in range(1, len(rows)):
            if rows[n - 1][0].stop == rows[n][0].start:
                moved = min(left[n], max(0, int(rows[n - 1][2]) - left[n - 1]))
                left[n - 1] += moved
                left[n] -= moved
        return [(p, a, r, b) for (p, _, r, b), a in zip(rows, left, strict=True)]

    def over(self, period: Period) -> bool:
        """Whether nothing can be added any more."""
        if self.rule.grace:
            period = next(iter(periods_between(self.rule.per, period.stop, period.stop)))
        return self.as_of > period.last

    def status(
        self,
        line: Line,
        done: set[tuple[Any, date]],
        period: Period,
        achieved: int,
        required: Fraction,
        base: int,
    ) -> str:
        """met, open, unmet, judgement or exempt."""
        rule, part = self.rule, self.rule.part_period or self.head.part_period
        if rule.at_least is None:
            return "judgement"
        needs_calendar = rule.measure == "workdays" or rule.of == "official_workdays" or rule.short_workweek
        unsettled = needs_calendar and not all(self.calendar.knows(d.year) for d in days_of(period))
        if achieved >= required and not (unsettled and self.share):
            return "met"
        if unsettled:
            return "judgement"
        in_post = sum(line.holds(d) for d in days_of(period))
        if part == "full_over_half" and in_post * 2 < period.days:
            return "exempt"
        possible = any(line.holds(d) and self.in_force(d) for d in days_of(self.due(period)))
        if (
            self.over(period)
            and not possible
            and part != "judgement"
            and self.for_a_person(line, period, in_post, part)
        ):
            return "exempt"
        late = rule.within and self.figures(line, done, period, period)[0] >= required
        if late:
            return "judgement"
        if not self.over(period):
            return "open"
        return "judgement" if self.for_a_person(line, period, in_post, part) else "unmet"

    def for_a_person(self, line: Line, period: Period, in_post: int, part: str) -> bool:
        """Whether what is missing may not be held against anybody without a person's look."""
        rule, whole = self.rule, all(self.in_force(d) for d in days_of(period))
        if self.milestone is not None:
            whole = True
        partly = in_post < period.days or not whole
        if part == "judgement" and partly:
            return True
        if rule.short_workweek and sum(self.calendar.is_workday(d) for d in days_of(period)) < int(
            rule.at_least or 0
        ):
            return True
        days = sum(line.holds(d) and self.in_force(d) for d in days_of(self.due(period)))
        if partly and days < (
            int(rule.at_least or 0)
            if rule.measure in ("days", "workdays") and not self.share
            else 1
            if self.share
            else 2
        ):
            return True
        if rule.receives == "counterpart" and line.stints[0].counterpart is None:
            return True
        return self.milestone is not None and self.milestone.who_is_open


def name_of(regulation: str, rule: DutyRule, line: Line, bearer: list[str]) -> tuple[Any, ...]:
    """The line as the exchange format names it."""
    stints = line.stints
    roles = [s.role for s in stints]
    role = min(roles, key=lambda r: bearer.index(r) if r in bearer else 0)
    whole = [
        s for s in stints if not (rule.each == "bearer" and s.role in LEADERS) and rule.each != "household"
    ]
    places = {s.at for s in whole}
    place = places.pop() if len(places) == 1 and len(whole) == len(stints) else None
    latest = max(s.last for s in stints)
    org = max((s.org for s in stints if s.last == latest and s.org), default=None)
    household = stints[0].household if rule.each == "household" else None
    counterpart = stints[0].counterpart
    return (regulation, rule.id, role, stints[0].person, org, place, household, counterpart)


def _judge_duty(judge: Judge, bearer: list[str], organisations: frozenset[str]) -> Verdicts:
    found: Verdicts = {}
    for line in lines_of(judge.world, judge.head, bearer, judge.rule, organisations).values():
        key = name_of(judge.head.id, judge.rule, line, bearer)
        for period, required, achieved, status in judge.verdicts(line):
            assert (*key, period.start) not in found, key
            found[*key, period.start] = (required, achieved, status)
    return found


def _judge_rule(judge: Judge, bearer: list[str], organisations: frozenset[str]) -> Verdicts:
    found, other = _judge_duty(judge, bearer, organisations), judge.rule.alternative
    if other is None:
        return found
    change = {k: v for k, v in (("where", other.where), ("of", other.of)) if v is not None}
    second = Judge(judge.world, judge.head, judge.rule.model_copy(update=change), judge.as_of, judge.calendar)
    for key, (required, achieved, _) in _judge_duty(second, bearer, organisations).items():
        if (
            key in found
            and found[key][2] not in ("open", "exempt")
            and (achieved >= required) != (found[key][1] >= found[key][0])
        ):
            found[key] = (*found[key][:2], "judgement")
    return found


def as_duty(step: MilestoneRule) -> DutyRule:
    """A dated step asks for one act by each holder for each place of the post."""
    return DutyRule(
        id=step.id,
        title=step.title,
        only=step.only,
        each="place",
        counts=step.counts,
        per="year",
        at_least=Fraction(1),
    )


def organisation_roles(regulations: list[Regulation]) -> frozenset[str]:
    """Roles that an organisation holds; a person in the post only signs for it."""
    words = vocabulary_of(regulations).words
    return frozenset(c for (type_, c), w in words.items() if type_ == "role" and w.held_by == "organisation")


def judge_all(facts: Facts, regulations: list[Regulation], as_of: date) -> Verdicts:
    """Every verdict on one day: (regulation, duty, who, where, whom, from) → (required, achieved, status)."""
    world = World(facts)
    calendar = WorkCalendar({row["date"]: row["workday"] == "yes" for row in facts["calendar"]})
    organisations = organisation_roles(regulations)
    found: Verdicts = {}
    for regulation in regulations:
        head = regulation.regulation
        for provision in regulation.provision if head.start <= as_of else []:
            step, rule, standing = provision.milestone, provision.duty, provision.requirement
            if step is not None or rule is not None:
                judge = Judge(world, head, rule or as_duty(step), as_of, calendar, step)  # pyright: ignore[reportArgumentType]
                found |= _judge_rule(judge, provision.bearer, organisations)
            elif standing is not None and standing.judged and standing.check not in ("post", "record"):
                found |= judge_requirement(world, head, standing, provision.bearer[0], as_of)
    return found
