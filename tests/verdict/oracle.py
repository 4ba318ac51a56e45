"""The naive judge: for every line and period ask every ledger entry, day by day, whether it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from oracle_requirements import judge_requirement
from oracle_roster import EVER, LEADERS, NEVER, Facts, Line, Row, Stint, World, lines_of

from bangfu.regulation.model import DutyRule, Head, MilestoneRule, Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.periods import Period, periods_between
from bangfu.regulation.workdays import WorkCalendar

DAY = timedelta(days=1)
AT_POST = ("resident_day", "overnight_stay")
AWAY = ("official_trip", "official_meeting", "training_day", "leave_day")
CHIEFS = ("township_chief_team_leader", "county_chief_team_leader")
GOVERNMENTS = ("township_government", "county_government")

Verdicts = dict[tuple[Any, ...], tuple[Any, Any, str]]


def days_of(period: Period) -> list[date]:
    """The days of a period."""
    return [period.start + DAY * n for n in range(period.days)]


@dataclass
class Judge:
    """One duty of one regulation on one day."""

    world: World
    head: Head
    rule: DutyRule
    as_of: date
    calendar: WorkCalendar
    milestone: MilestoneRule | None = None

    def counts_on(self, day: date) -> bool:
        """Whether facts of that day count at all."""
        return self.in_force(day) and day <= self.as_of

    def in_force(self, day: date) -> bool:
        """Whether the regulation was in force."""
        return self.head.start <= day <= (self.head.end or NEVER)

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

    # ---- which entries count, on which days, for which member of the line

    def done(self, line: Line) -> set[tuple[Any, date]]:
        """Every (member, day) that counts for a line."""
        found: set[tuple[Any, date]] = set()
        for entry in self.world.facts["activities"]:
            if entry["kind"] in self.rule.counts:
                last = entry["on"] if self.rule.measure not in ("days", "workdays") else entry["until"] or entry["on"]
                for day in days_of(Period(entry["on"], last + DAY)):
                    if self.counts_on(day):
                        found |= {(self.member(entry), day) for s in line.stints if self.counts(entry, day, s, line)}
        if self.rule.measure == "workdays":
            found = {(m, d) for m, d in found if self.calendar.knows(d.year) and self.calendar.is_workday(d)}
        return found

    def counts(self, entry: Row, day: date, s: Stint, line: Line) -> bool:
        """Whether an entry counts on a day under one stint."""
        return s.first <= day <= s.last and self.by_whom(entry, day, s) and self.to_whom(entry, s) and self.where(entry, s)

    def member(self, entry: Row) -> Any:
        """What is counted one by one."""
        if self.rule.measure == "targets":
            if self.rule.of == "poor_villages":
                return entry["place"] or self._home(entry)
            return self.world.org_of(entry) if self.rule.of == "assisting_units" else entry["household"]
        return entry["person"] if self.rule.measure == "person_times" else None

    def by_whom(self, entry: Row, day: date, s: Stint) -> bool:
        """Whether it was done by one of those whose entries count."""
        org = self.world.org_of(entry)
        own = entry["person"] == s.person if s.person else org is not None and org == s.org
        if self.rule.of == "assisting_units" or self.rule.by == "anyone":
            return True
        if self.rule.by == "leaders":
            return self._holds(entry["person"], LEADERS, day, org=s.org)
        if self.rule.by == "heads":
            return self._holds(entry["person"], ("unit_head",), day, org=s.org)
        if self.rule.by == "bearer_or_chief":
            chief = self._holds(entry["person"], CHIEFS, day, place=s.spot)
            body = any(org == self.world.org_of(p) for p in self.world.posts(*GOVERNMENTS) if self._on(p, day) and p["place"] == s.spot)
            return own or chief or (body and org is not None)
        if self.rule.by == "anyone_in_place":
            if entry["organisation"] is None:
                return True
            found = self.world.orgs[entry["organisation"]]
            return own or (found["place"] == s.spot and found["level"] == self.world.places[s.spot]["level"])
        return own

    def _holds(self, person: str | None, roles: tuple[str, ...], day: date, org: str | None = None, place: str | None = None) -> bool:
        return person is not None and any(
            post["person"] == person and self._on(post, day)
            for post in self.world.posts(*roles)
            if (org is None or self.world.org_of(post) == org) and (place is None or post["place"] == place)
        )

    def _on(self, post: Row, day: date) -> bool:
        return (post["start"] or EVER) <= day <= (post["end"] or NEVER)

    def to_whom(self, entry: Row, s: Stint) -> bool:
        """Whether the counterpart (or the household) of the line is the one who received it."""
        if self.rule.each == "household":
            return entry["household"] == s.household
        if self.rule.receives == "nobody":
            return True
        given = {entry["counterpart_person"], entry["counterpart_organisation"]} - {None}
        if not given and entry["kind"] in AWAY:  # who was trained may be written as the person
            given = {entry["person"]}
        return s.counterpart in given

    def _home(self, entry: Row) -> str | None:
        return self.world.households[entry["household"]]["place"] if entry["household"] else None

    def where(self, entry: Row, s: Stint) -> bool:
        """Whether it happened where it counts."""
        rule, place = self.rule, entry["place"] or self._home(entry)
        if rule.receives != "nobody" or rule.each == "household" or rule.where == "anywhere":
            return True
        if rule.of in ("poor_households", "households", "households_outside_poor_villages") and rule.measure == "targets":
            return self.world.inside(self._home(entry), s.spot)
        if rule.where == "exact_place":
            return place == s.at
        if rule.where == "own_places" and entry["kind"] in AWAY:
            return True
        if place is None:
            return entry["kind"] in AT_POST
        return self.world.inside(place, s.spot)

    # ---- the base

    def base(self, line: Line, period: Period) -> set[Any]:
        """The targets of a coverage."""
        world, now = self.world, min(period.last, self.as_of)
        spots = {s.spot for s in line.stints}
        if self.rule.of == "poor_villages":
            return {c for c in world.places if world.tagged(c, "poor_village") and any(world.inside(c, s) for s in spots)}
        if self.rule.of == "assisting_units":
            posts = (p for p in world.posts("assisting_unit") if any(world.inside(p["place"], s) for s in spots))
            units = {world.org_of(p) for p in posts if self._there(p, period.start, now)} - {None}
            return {o for o in units if world.orgs[o]["level"] in ("province", "central")}
        homes = (h for h in world.facts["households"] if any(world.inside(h["place"], s) for s in spots))
        return {h["id"] for h in homes if self._there(h, period.start, now) and self._wanted(h)}

    def _there(self, row: Row, first: date, now: date) -> bool:
        start, end = row["start"] or EVER, row["end"] or NEVER
        return start <= first and end >= now if self.rule.base == "throughout" else start <= now and end >= first

    def _wanted(self, household: Row) -> bool:
        if self.rule.of == "poor_households":
            return bool(self.world.kinds(household) & {"registered", "scattered"})
        return self.rule.of == "households" or not self.world.tagged(household["place"], "poor_village")

    # ---- the verdict of one line in one period

    def figures(self, line: Line, done: set[tuple[Any, date]], period: Period, span: Period) -> tuple[int, Fraction, int]:
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
        rows = [(p, *self.figures(line, done, p, self.due(p))) for p in self.periods if self.owed(line, done, p)]
        if self.rule.grace:
            rows = self.carried(rows)
        for period, achieved, required, base in rows:
            status = self.status(line, done, period, achieved, required, base)
            if not self.share:
                asked = None if self.rule.at_least is None else int(required)
                yield period, asked, achieved, status
            else:
                yield period, self.rule.at_least, min(Fraction(1), Fraction(achieved, base)) if base else Fraction(0), status

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

    def carried(self, rows: list[tuple[Period, int, Fraction, int]]) -> list[tuple[Period, int, Fraction, int]]:
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

    def status(self, line: Line, done: set[tuple[Any, date]], period: Period, achieved: int, required: Fraction, base: int) -> str:
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
        if self.over(period) and not possible and part != "judgement" and self.for_a_person(line, period, in_post, part):
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
        if rule.short_workweek and sum(self.calendar.is_workday(d) for d in days_of(period)) < int(rule.at_least or 0):
            return True
        days = sum(line.holds(d) and self.in_force(d) for d in days_of(self.due(period)))
        if partly and days < (int(rule.at_least or 0) if rule.measure in ("days", "workdays") and not self.share else 1 if self.share else 2):
            return True
        return self.milestone is not None and self.milestone.who_is_open


def name_of(regulation: str, rule: DutyRule, line: Line, bearer: list[str]) -> tuple[Any, ...]:
    """The line as the exchange format names it."""
    stints = line.stints
    roles = [s.role for s in stints]
    role = min(roles, key=lambda r: bearer.index(r) if r in bearer else 0)
    whole = [s for s in stints if not (rule.each == "bearer" and s.role in LEADERS) and rule.each != "household"]
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
    for key, (required, achieved, status) in _judge_duty(second, bearer, organisations).items():
        if key in found and found[key][2] not in ("open", "exempt") and (achieved >= required) != (found[key][1] >= found[key][0]):
            found[key] = (*found[key][:2], "judgement")
    return found


def as_duty(step: MilestoneRule) -> DutyRule:
    """A dated step asks for one act by each holder for each place of the post."""
    return DutyRule(id=step.id, title=step.title, only=step.only, each="place", counts=step.counts, per="year", at_least=Fraction(1))


def organisation_roles(regulations: list[Regulation]) -> frozenset[str]:
    """Roles that an organisation holds; a person in the post only signs for it."""
    words = vocabulary_of(regulations).words
    return frozenset(c for (type_, c), w in words.items() if type_ == "role" and w.note.startswith("organisation"))


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
