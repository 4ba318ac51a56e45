"""Who would do what for whom: the duties of the packs, read as work to be simulated.

A task is one duty and its lines: who acts, to or for which targets, from which to which day. Only one plausible way of
doing each duty is worked out; whether it was enough is for the verdicts to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from bangfu.facts.simulation.draft import NONE, Draft
from bangfu.facts.simulation.seats import Reach, tagged
from bangfu.facts.simulation.targets import Aim, Holder, others, targets
from bangfu.facts.simulation.view import View
from bangfu.regulation.model import DutyRule, Filter, Head, MilestoneRule, Provision
from bangfu.regulation.vocabulary import AT_THE_POST, AWAY, LEADERS, RESIDENT_CADRES

Ints = NDArray[np.int32]
TIMES_A_YEAR = {
    "day": 365,
    "week": 52,
    "half_month": 24,
    "month": 12,
    "2_months": 6,
    "quarter": 4,
    "half_year": 2,
}


@dataclass(frozen=True)
class Line:
    """One line of work: who acts, for whom, and the places or households to choose from."""

    person: int
    unit: int
    cperson: int
    cunit: int
    first: int
    last: int
    targets: tuple[int, ...]
    part: int = 0  # this actor's place among `parts` who share the duty
    parts: int = 1


@dataclass(frozen=True)
class Lines:
    """Lines as arrays; the targets of line n are `targets[start[n] : start[n] + count[n]]`."""

    person: Ints
    unit: Ints
    cperson: Ints
    cunit: Ints
    first: Ints
    last: Ints
    part: Ints
    parts: Ints
    start: Ints
    count: Ints
    targets: Ints

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Lines:
        """The arrays of some lines."""
        names = [f.name for f in fields(cls) if f.name not in ("start", "count", "targets")]
        columns = {n: np.array([getattr(x, n) for x in lines], dtype=np.int32) for n in names}
        count = np.array([len(x.targets) for x in lines], dtype=np.int32)
        every = np.array([t for x in lines for t in x.targets], dtype=np.int32)
        return cls(**columns, start=(np.cumsum(count) - count).astype(np.int32), count=count, targets=every)


@dataclass(frozen=True)
class Task:
    """One duty to be done: what counts, how often, and by whom."""

    head: Head
    rule: DutyRule
    kinds: tuple[str, ...]  # the activities to choose from, the likeliest first
    for_households: bool
    lines: Lines
    step: MilestoneRule | None = None
    covered: tuple[tuple[Head, NDArray[np.bool_]], ...] = ()  # regulations that ask as much of the same lines

    @property
    def channel(self) -> tuple[object, ...]:
        """Duties of one channel are the same work, perhaps of other bearers or under another regulation."""
        return (
            self.rule.each,
            self.rule.by,
            self.rule.measure,
            self.rule.of,
            self.kinds[0],
            self.for_households,
        )

    @property
    def a_year(self) -> Fraction:
        """How much is asked in a year."""
        return (self.rule.at_least or Fraction(0)) * TIMES_A_YEAR.get(self.rule.per, 1)


def tasks(draft: Draft, reach: Reach) -> list[Task]:
    """The work that the packs in force ask of this roster; attendance of resident cadres is simulated apart."""
    maker = _Maker(View(draft), reach)
    found = [
        maker.task(pack.regulation, p)
        for pack in reach.packs
        for p in pack.provision
        if p.duty or p.milestone
    ]
    return _with_covers([t for t in found if t is not None])


def _with_covers(tasks: list[Task]) -> list[Task]:
    """Each task with the lines of which another one asks more, or as much and stands before it."""
    keys = [_keys(t.lines) for t in tasks]
    found: list[Task] = []
    for n, task in enumerate(tasks):
        covers: list[tuple[Head, NDArray[np.bool_]]] = []
        for m, other in enumerate(tasks):
            more = (other.a_year, -m) > (task.a_year, -n)
            if m != n and more and other.channel == task.channel and task.step is None:
                theirs = frozenset(keys[m])
                covers.append((other.head, np.array([k in theirs for k in keys[n]], dtype=np.bool_)))
        found.append(replace(task, covered=tuple(covers)))
    return found


def _keys(lines: Lines) -> list[tuple[int, ...]]:
    """Who acts for whom, line by line."""
    first = (
        lines.targets[np.minimum(lines.start, max(len(lines.targets) - 1, 0))]
        if len(lines.targets)
        else lines.start
    )
    columns = (lines.person, lines.unit, lines.cperson, lines.cunit, first)
    return list(zip(*(c.tolist() for c in columns), strict=True))


@dataclass(frozen=True)
class _Maker:
    view: View
    reach: Reach

    def task(self, head: Head, provision: Provision) -> Task | None:
        """The task of a duty or a dated step; None where nobody owes it or attendance already fills it."""
        rule = provision.duty or _as_duty(provision)
        if set(provision.bearer) & set(RESIDENT_CADRES) and AT_THE_POST & set(rule.counts):
            return None
        kinds = self._kinds(rule)
        in_village = self.reach.vocabulary.words["activity", kinds[0]].note.startswith("place = village")
        aim = Aim(_to_households(rule), in_village)
        holders = [h for h in self._holders(provision.bearer, rule) if h.place in self.reach.places[head.id]]
        lines = self._lines(holders, rule, aim)
        if not lines:
            return None
        return Task(head, rule, kinds, aim.households, Lines.of(lines), provision.milestone)

    def _kinds(self, rule: DutyRule) -> tuple[str, ...]:
        """The activities to simulate: what is done to a household only where the duty is for households."""
        words, homely = self.reach.vocabulary.words, _to_households(rule)
        fit = [
            c
            for c in rule.counts
            if c not in AT_THE_POST and (homely or words["activity", c].note != "household")
        ]
        return tuple(fit or rule.counts)

    def _lines(self, holders: Sequence[Holder], rule: DutyRule, aim: Aim) -> list[Line]:
        found: dict[tuple[int, ...], Line] = {}
        for holder in holders:
            for other in others(self.view, rule, holder):
                own = tuple(targets(self.view, rule, holder, other.place, aim))
                line = Line(
                    holder.person, holder.unit, other.person, other.unit, other.first, other.last, own
                )
                for acted in self._actors(rule, holder, line):
                    key = (
                        acted.person,
                        acted.unit,
                        acted.cperson,
                        acted.cunit,
                        *_apart(rule, holder, other.place),
                    )
                    found[key] = _joined(found[key], acted) if key in found else acted
        return sorted((x for x in found.values() if x.first <= x.last), key=lambda x: (x.person, x.unit))

    def _actors(self, rule: DutyRule, holder: Holder, line: Line) -> Iterator[Line]:
        """Whose entries stand in the ledger: the bearer's, one of the leaders', or each assisting unit's."""
        if rule.by == "leaders":
            team = self.view.leaders.get(holder.unit, [])
            for n, s in enumerate(team):
                days = max(line.first, s.first), min(line.last, s.last)
                yield Line(s.person, NONE, NONE, NONE, *days, line.targets, n, len(team))
        elif rule.of == "assisting_units":
            for s in self.view.held["assisting_unit"]:
                far = self.view.draft.units[s.unit].level in ("province", "central")
                if far and s.place in self.view.draft.under[holder.place]:
                    yield replace(line, person=NONE, unit=s.unit)
        elif rule.receives == "cadre" and set(rule.counts) <= AWAY:
            yield replace(line, person=line.cperson, unit=holder.unit, cperson=NONE)
        else:
            yield replace(line, unit=NONE if line.person != NONE else line.unit)

    def _holders(self, roles: list[str], rule: DutyRule) -> Iterator[Holder]:
        for role in ["dispatching_unit"] if rule.each == "cadre" else roles:
            for holder in self._of_role(role, rule.who == "unit"):
                if holder.place != NONE and holder.first <= holder.last and self._only(holder, rule.only):
                    yield holder

    def _of_role(self, role: str, as_unit: bool) -> Iterator[Holder]:
        if role == "responsible_helper":
            yield from self._helpers()
        elif role in LEADERS["unit_leader"]:
            for s in (s for held in LEADERS.get(role, (role,)) for s in self.view.held[held]):
                for u in self.view.serving.get(s.unit, ()):
                    yield Holder(s.person, s.unit, u.place, NONE, max(s.first, u.first), min(s.last, u.last))
        else:
            sent = role == "dispatching_unit"
            unit_only = as_unit or sent or self.reach.is_unit(role)
            for s in (s for r in (RESIDENT_CADRES if sent else (role,)) for s in self.view.held[r]):
                place = s.place if s.place != NONE or s.unit == NONE else self.view.draft.units[s.unit].place
                if (s.unit if unit_only else s.person) != NONE:
                    yield Holder(NONE if unit_only else s.person, s.unit, place, NONE, s.first, s.last)

    def _helpers(self) -> Iterator[Holder]:
        draft = self.view.draft
        for g in draft.pairings:
            home, unit = draft.households[g.household], draft.people[g.person].unit
            yield Holder(
                g.person, unit, home.place, g.household, max(g.first, home.first), min(g.last, home.last)
            )

    def _only(self, holder: Holder, only: Filter) -> bool:
        place = self.view.draft.places[holder.place]
        level = self.view.draft.units[holder.unit].level if holder.unit != NONE else ""
        return (
            (not only.organisation_level or level in only.organisation_level)
            and (not only.place_level or place.level in only.place_level)
            and tagged(place.tags, only.place_tag)
        )


def _to_households(rule: DutyRule) -> bool:
    return rule.each == "household" or "households" in (rule.of or "")


def _as_duty(provision: Provision) -> DutyRule:
    step = provision.milestone
    assert step is not None
    return DutyRule(
        id=step.id,
        title=step.title,
        only=step.only,
        each="place",
        counts=step.counts,
        at_least=Fraction(1),
        per="year",
    )


def _apart(rule: DutyRule, holder: Holder, place: int) -> tuple[int, ...]:
    """What keeps two lines of one bearer apart."""
    if rule.each == "household":
        return (holder.household,)
    return (place,) if rule.each in ("place", "village", "township_in_place") else ()


def _joined(one: Line, two: Line) -> Line:
    """Several posts of one bearer are one line: the days and targets of all."""
    both = tuple(dict.fromkeys((*one.targets, *two.targets)))
    return replace(one, first=min(one.first, two.first), last=max(one.last, two.last), targets=both)
