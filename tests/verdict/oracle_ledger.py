"""Which ledger entries count for a line, the naive way: ask each entry, day by day, and each stint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.verdict.oracle_roster import EVER, LEADERS, NEVER, Line, Row, Stint, World

from bangfu.regulation.model import DutyRule, Head, MilestoneRule
from bangfu.regulation.periods import Period
from bangfu.regulation.workdays import WorkCalendar

DAY = timedelta(days=1)
AT_POST = ("resident_day", "overnight_stay")
AWAY = ("official_trip", "official_meeting", "training_day", "leave_day")
CHIEFS = ("township_chief_team_leader", "county_chief_team_leader")
GOVERNMENTS = ("township_government", "county_government")


def days_of(period: Period) -> list[date]:
    """The days of a period."""
    return [period.start + DAY * n for n in range(period.days)]


@dataclass
class Ledger:
    """What was done for one duty of one regulation, as known on one day."""

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

    # ---- which entries count, on which days, for which member of the line

    def done(self, line: Line) -> set[tuple[Any, date]]:
        """Every (member, day) that counts for a line."""
        found: set[tuple[Any, date]] = set()
        for entry in self.world.facts["activities"]:
            if entry["kind"] in self.rule.counts:
                last = (
                    entry["on"]
                    if self.rule.measure not in ("days", "workdays")
                    else entry["until"] or entry["on"]
                )
                for day in days_of(Period(entry["on"], last + DAY)):
                    if self.counts_on(day):
                        found |= {
                            (self.member(entry), day) for s in line.stints if self.counts(entry, day, s, line)
                        }
        if self.rule.measure == "workdays":
            found = {(m, d) for m, d in found if self.calendar.knows(d.year) and self.calendar.is_workday(d)}
        return found

    def counts(self, entry: Row, day: date, s: Stint, line: Line) -> bool:
        """Whether an entry counts on a day under one stint."""
        return (
            s.first <= day <= s.last
            and self.by_whom(entry, day, s)
            and self.to_whom(entry, s)
            and self.where(entry, s)
        )

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
            body = any(
                org == self.world.org_of(p)
                for p in self.world.posts(*GOVERNMENTS)
                if self._on(p, day) and p["place"] == s.spot
            )
            return own or chief or (body and org is not None)
        if self.rule.by == "anyone_in_place":
            if entry["organisation"] is None:
                return True
            found = self.world.orgs[entry["organisation"]]
            return own or (found["place"] == s.spot and found["level"] == self.world.places[s.spot]["level"])
        return own

    def _holds(
        self,
        person: str | None,
        roles: tuple[str, ...],
        day: date,
        org: str | None = None,
        place: str | None = None,
    ) -> bool:
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
        if (
            rule.of in ("poor_households", "households", "households_outside_poor_villages")
            and rule.measure == "targets"
        ):
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
            return {
                c
                for c in world.places
                if world.tagged(c, "poor_village") and any(world.inside(c, s) for s in spots)
            }
        if self.rule.of == "assisting_units":
            posts = (
                p for p in world.posts("assisting_unit") if any(world.inside(p["place"], s) for s in spots)
            )
            units = {world.org_of(p) for p in posts if self._there(p, period.start, now)} - {None}
            return {o for o in units if world.orgs[o]["level"] in ("province", "central")}
        homes = (h for h in world.facts["households"] if any(world.inside(h["place"], s) for s in spots))
        return {h["id"] for h in homes if self._there(h, period.start, now) and self._wanted(h)}

    def _there(self, row: Row, first: date, now: date) -> bool:
        start, end = row["start"] or EVER, row["end"] or NEVER
        return (
            start <= first and end >= now if self.rule.base == "throughout" else start <= now and end >= first
        )

    def _wanted(self, household: Row) -> bool:
        if self.rule.of == "poor_households":
            return bool(self.world.kinds(household) & {"registered", "scattered"})
        return self.rule.of == "households" or not self.world.tagged(household["place"], "poor_village")
