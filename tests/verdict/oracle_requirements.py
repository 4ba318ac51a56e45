"""Standing conditions, the naive way: ask each day of the year."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.verdict.oracle_roster import EVER, NEVER, World

from bangfu.regulation.model import Head, RequirementRule
from bangfu.regulation.periods import Period, periods_between

Verdicts = dict[tuple[Any, ...], tuple[Any, Any, str]]


def judge_requirement(world: World, head: Head, rule: RequirementRule, role: str, as_of: date) -> Verdicts:
    """The verdicts of one requirement, a line a helper or a household, a year a period."""
    years = periods_between("year", head.start, min(as_of, head.end or as_of))
    if rule.check == "households_per_helper":
        return _helpers(world, head, rule, role, years, as_of)
    return _households(world, head, rule, role, years, as_of)


def _status(holds: bool, year: Period, as_of: date) -> str:
    return "met" if holds else "unmet" if as_of > year.last else "open"


def _helpers(
    world: World, head: Head, rule: RequirementRule, role: str, years: list[Period], as_of: date
) -> Verdicts:
    found: Verdicts = {}
    for person, row in world.people.items():
        for year in years:
            day = min(year.last, as_of)
            pairs = (s for s in world.pairings() if s.person == person and world.reached(head, s.spot))
            homes = {s.household for s in pairs if s.first <= day <= s.last}
            asked = rule.households.get(row["rank"] or "", 0)
            status = _status(len(homes) >= asked, year, as_of) if asked else "judgement"
            key = (head.id, rule.id, role, person, row["organisation"], None, None, None, year.start)
            if homes:
                found[key] = (asked or None, len(homes), status)
    return found


def _households(
    world: World, head: Head, rule: RequirementRule, role: str, years: list[Period], as_of: date
) -> Verdicts:
    found: Verdicts = {}
    for home in world.facts["households"]:
        if (
            home["place"] is None
            or not world.reached(head, home["place"])
            or not world.kinds(home) & set(rule.household_kind)
        ):
            continue
        groups = (
            p
            for p in world.posts("township_group")
            if p["place"] == world.above_of_level(home["place"], "township")
        )
        org = min((o for o in map(world.org_of, groups) if o), default=None)
        for year in years:
            days = [date.fromordinal(n) for n in range(year.start.toordinal(), year.stop.toordinal())]
            there = [d for d in days if (home["start"] or EVER) <= d <= (home["end"] or NEVER)]
            there = [d for d in there if head.start <= d <= min(as_of, head.end or as_of)]
            good = [d for d in there if _holds(world, rule, home, d)]
            key = (head.id, rule.id, role, None, org, None, home["id"], None, year.start)
            if there:
                found[key] = (1, len(good) / len(there), _status(len(good) == len(there), year, as_of))
    return found


def _holds(world: World, rule: RequirementRule, home: dict[str, Any], day: date) -> bool:
    if rule.check == "household_also":
        return set(rule.also) <= world.kinds(home)
    return any(s.household == home["id"] and s.first <= day <= s.last for s in world.pairings())
