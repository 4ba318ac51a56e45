"""Who would do what for whom: the duties of the packs, read as work to be simulated.

A task is one duty and its lines: who acts, to or for which targets, from which to which day. Only one plausible way of
doing each duty is worked out; whether it was enough is for the verdicts to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from bangfu.facts.simulation.draft import NONE, Draft, Post
from bangfu.facts.simulation.targets import counterparts, targets
from bangfu.facts.simulation.seats import Reach
from bangfu.regulation.model import DutyRule, Filter, Head, Provision
from bangfu.regulation.vocabulary import AT_THE_POST, AWAY, LEADERS, RESIDENT_CADRES

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Holder:
    """Somebody who owes a duty at a place (and for a household) between two days."""

    person: int
    unit: int
    place: int
    household: int
    first: int
    last: int


@dataclass
class Line:
    """One line of work: who acts, for whom, and the places or households to choose from."""

    person: int
    unit: int
    cperson: int
    cunit: int
    first: int
    last: int
    targets: list[int]
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
        targets = np.array([t for x in lines for t in x.targets], dtype=np.int32)
        return cls(**columns, start=(np.cumsum(count) - count).astype(np.int32), count=count, targets=targets)


@dataclass(frozen=True)
class Task:
    """One duty to be done: what counts, how often, and by whom."""

    head: Head
    rule: DutyRule
    bearer: tuple[str, ...]
    kinds: tuple[str, ...]  # the activities to choose from, the likeliest first
    for_households: bool
    lines: Lines
    once: bool = False  # a dated step: its days are `rule.within` of its own year

    @property
    def channel(self) -> tuple[object, ...]:
        """Duties of one channel are the same work under several regulations."""
        return (self.bearer, self.rule.each, self.rule.by, self.kinds[0], self.for_households)

    @property
    def a_year(self) -> Fraction:
        """How much is asked in a year."""
        times = {"day": 365, "week": 52, "half_month": 24, "month": 12, "2_months": 6, "quarter": 4, "half_year": 2}
        return (self.rule.at_least or Fraction(0)) * times.get(self.rule.per, 1)


def tasks(draft: Draft, reach: Reach) -> list[Task]:
    """The work that the packs in force ask of this roster; attendance of resident cadres is simulated apart."""
    maker = _Maker(draft, reach)
    found = [maker.task(pack.regulation, p) for pack in reach.packs for p in pack.provision if p.duty or p.milestone]
    return [t for t in found if t is not None]


class _Maker:
    def __init__(self, draft: Draft, reach: Reach) -> None:
        self.draft = draft
        self.reach = reach
        self.held = draft.held()

    def task(self, head: Head, provision: Provision) -> Task | None:
        """The task of a duty or a dated step; None where nobody owes it or attendance already fills it."""
        rule = provision.duty or _as_duty(provision)
        resident = set(provision.bearer) & set(RESIDENT_CADRES) and AT_THE_POST & set(rule.counts)
        if resident:
            return None
        kinds, for_households = self._kinds(rule)
        lines = self._lines(provision.bearer, rule, self.reach.places[head.id], kinds[0], for_households)
        if not lines:
            return None
        once = provision.milestone is not None
        return Task(head, rule, tuple(provision.bearer), kinds, for_households, Lines.of(lines), once)

    def _kinds(self, rule: DutyRule) -> tuple[tuple[str, ...], bool]:
        """The activities to simulate: those done to a household where the duty is, the others elsewhere."""
        to_households = rule.each == "household" or (rule.of or "").find("households") >= 0
        words = self.reach.vocabulary.words
        notes = {c: words["activity", c].note for c in rule.counts}
        fit = [c for c in rule.counts if c not in AT_THE_POST and (notes[c] == "household") <= to_households]
        return tuple(fit or rule.counts), to_households

    def _lines(
        self, bearer: list[str], rule: DutyRule, reach: frozenset[int], kind: str, for_households: bool
    ) -> list[Line]:
        found: dict[tuple[int, ...], Line] = {}
        in_village = self.reach.vocabulary.words["activity", kind].note.startswith("place = village")
        for holder in self._holders(bearer, rule, reach):
            at = [(NONE, NONE, holder.first, holder.last, holder.place)]
            for cperson, cunit, first, last, place in counterparts(self.draft, self.held, rule, holder) or at:
                own = targets(self.draft, rule, holder, place, in_village, for_households)
                for line in self._actors(rule, holder, Line(holder.person, holder.unit, cperson, cunit, first, last, own)):
                    if line.first <= line.last:
                        key = (line.person, line.unit, line.cperson, line.cunit, *_apart(rule, holder, place))
                        _join(found, key, line)
        return sorted(found.values(), key=lambda x: (x.person, x.unit))

    def _actors(self, rule: DutyRule, holder: Holder, line: Line) -> Iterator[Line]:
        """Whose entries stand in the ledger: the bearer's, one of the leaders', or each assisting unit's."""
        if rule.by == "leaders":
            team = [s for role in LEADERS["unit_leader"] for s in self.held[role] if s.unit == holder.unit]
            for n, s in enumerate(team):
                first, last = max(line.first, s.first), min(line.last, s.last)
                yield Line(s.person, NONE, NONE, NONE, first, last, line.targets, n, len(team))
        elif rule.of == "assisting_units":
            for s in self.held["assisting_unit"]:
                if s.place in self.draft.under[holder.place] and self.draft.units[s.unit].level in ("province", "central"):
                    yield Line(NONE, s.unit, NONE, NONE, line.first, line.last, line.targets)
        elif rule.receives == "cadre" and set(rule.counts) <= AWAY:
            yield Line(line.cperson, holder.unit, NONE, NONE, line.first, line.last, line.targets)
        else:
            line.unit = NONE if line.person != NONE else line.unit
            yield line

    def _holders(self, roles: list[str], rule: DutyRule, reach: frozenset[int]) -> Iterator[Holder]:
        if rule.each == "cadre":
            roles = ["dispatching_unit"]
        for role in roles:
            for holder in self._of_role(role, rule.who == "unit"):
                if holder.place in reach and holder.first <= holder.last and self._only(holder, rule.only):
                    yield holder

    def _of_role(self, role: str, as_unit: bool) -> Iterator[Holder]:
        if role == "responsible_helper":
            for g in self.draft.pairings:
                home, unit = self.draft.households[g.household], self.draft.people[g.person].unit
                yield Holder(g.person, unit, home.place, g.household, max(g.first, home.first), min(g.last, home.last))
        elif role in LEADERS["unit_leader"]:
            for held in LEADERS.get(role, (role,)):
                for s in self.held[held]:
                    for u in self._assisting(s.unit):
                        yield Holder(s.person, s.unit, u.place, NONE, max(s.first, u.first), min(s.last, u.last))
        else:
            roles = RESIDENT_CADRES if role == "dispatching_unit" else (role,)
            unit_only = as_unit or role == "dispatching_unit" or self.reach.is_unit(role)
            for s in (s for r in roles for s in self.held[r]):
                place = s.place if s.place != NONE else self.draft.units[s.unit].place if s.unit != NONE else NONE
                if (s.unit if unit_only else s.person) != NONE:
                    yield Holder(NONE if unit_only else s.person, s.unit, place, NONE, s.first, s.last)

    def _assisting(self, unit: int) -> list[Post]:
        if not hasattr(self, "_serving"):
            self._serving: dict[int, list[Post]] = {}
            for s in self.held["assisting_unit"]:
                self._serving.setdefault(s.unit, []).append(s)
        return self._serving.get(unit, [])

    def _only(self, holder: Holder, only: Filter) -> bool:
        place = self.draft.places[holder.place]
        level = self.draft.units[holder.unit].level if holder.unit != NONE else ""
        tag = only.place_tag
        return (
            (not only.organisation_level or level in only.organisation_level)
            and (not only.place_level or place.level in only.place_level)
            and (tag is None or (tag.lstrip("!") in place.tags) != tag.startswith("!"))
        )


def _as_duty(provision: Provision) -> DutyRule:
    step = provision.milestone
    assert step is not None
    days = (step.start.strftime("%m-%d"), step.due.strftime("%m-%d"))
    return DutyRule(
        id=step.id, title=step.title, only=step.only, each="place", counts=step.counts, at_least=Fraction(1), per="year",
        within=days,
    )  # fmt: skip


def _apart(rule: DutyRule, holder: Holder, place: int) -> tuple[int, ...]:
    """What keeps two lines of one bearer apart."""
    if rule.each == "household":
        return (holder.household,)
    return (place,) if rule.each in ("place", "village", "township_in_place") else ()


def _join(found: dict[tuple[int, ...], Line], key: tuple[int, ...], line: Line) -> None:
    """Several posts of one bearer are one line: the days and targets of all."""
    same = found.setdefault(key, line)
    if same is not line:
        same.first, same.last = min(same.first, line.first), max(same.last, line.last)
        same.targets = list(dict.fromkeys([*same.targets, *line.targets]))
