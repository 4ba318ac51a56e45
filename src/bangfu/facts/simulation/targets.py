"""To whom, where and for which households a duty is done: what gives one line each, and its places or households."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bangfu.facts.simulation.draft import NONE, Draft, Post
from bangfu.regulation.model import DutyRule
from bangfu.regulation.vocabulary import RESIDENT_CADRES

Other = tuple[int, int, int, int, int]  # person, unit, first, last, place


class Bearer(Protocol):
    """Who owes the duty, where, for which household and how long."""

    @property
    def person(self) -> int: ...
    @property
    def unit(self) -> int: ...
    @property
    def place(self) -> int: ...
    @property
    def household(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


Held = dict[str, list[Post]]


def counterparts(draft: Draft, held: Held, rule: DutyRule, bearer: Bearer) -> list[Other]:
    """Each one the duty is done to; empty where it is owed to nobody in particular."""
    return [
        (person, unit, max(bearer.first, first), min(bearer.last, last), place)
        for person, unit, first, last, place in _others(draft, held, rule.each, bearer)
    ]


def _others(draft: Draft, held: Held, each: str, bearer: Bearer) -> Iterator[Other]:
    inside = draft.under[bearer.place]
    if each in ("cadre", "cadre_in_place"):
        for s in (s for role in RESIDENT_CADRES for s in held[role] if s.person != NONE):
            if s.place in inside and (each == "cadre_in_place" or (s.unit, s.place) == (bearer.unit, bearer.place)):
                yield s.person, NONE, s.first, s.last, bearer.place
    elif each == "helper":
        for g in draft.pairings:
            if draft.people[g.person].unit == bearer.unit:
                yield g.person, NONE, g.first, g.last, bearer.place
    elif each in _PERSON_HERE:
        for s in held[_PERSON_HERE[each]]:
            if s.place == bearer.place and s.person != NONE:
                yield s.person, NONE, s.first, s.last, bearer.place
    elif each == "dispatching_unit" and bearer.person != NONE:
        yield NONE, bearer.unit, bearer.first, bearer.last, bearer.place
    elif each in _UNIT_POSTS:
        role, level = _UNIT_POSTS[each]
        at = frozenset({draft.above(bearer.place, level)}) if level else inside
        at = frozenset({bearer.place}) if each == "dispatching_unit" else at
        for s in held[role]:
            if s.place in at and s.unit not in (NONE, bearer.unit):
                yield NONE, s.unit, s.first, s.last, bearer.place
    elif each == "township_in_place":
        for place in sorted(inside):
            if draft.places[place].level == "township":
                yield NONE, NONE, bearer.first, bearer.last, place


_PERSON_HERE = {"first_secretary": "first_secretary", "liaison_leader": "county_liaison_leader"}
_UNIT_POSTS = {
    "dispatching_unit": ("assisting_unit", ""),
    "lead_unit": ("lead_unit", "township"),
    "township_government": ("township_government", "township"),
    "county_government": ("county_government", "county"),
    "unit_in_place": ("assisting_unit", ""),
    "group_in_place": ("township_group", ""),
}


def targets(
    draft: Draft, rule: DutyRule, bearer: Bearer, place: int, in_village: bool, for_households: bool
) -> list[int]:
    """The households or places among which an entry chooses."""
    if rule.each == "household":
        return [bearer.household]
    if for_households:
        villages = frozenset(v for v in draft.below[place] if rule.of != "households_outside_poor_villages" or not _poor(draft, v))
        return [h for v in sorted(villages) for h in homes(draft).get(v, []) if rule.of != "poor_households" or _listed(draft, h)]
    if rule.of == "poor_villages":
        return [v for v in draft.below[place] if _poor(draft, v)]
    if in_village and rule.where != "exact_place" and draft.below[place]:
        return draft.below[place]
    return [place]


def homes(draft: Draft) -> dict[int, list[int]]:
    """The households of each village."""
    found: dict[int, list[int]] = {}
    for number, household in enumerate(draft.households):
        found.setdefault(household.place, []).append(number)
    return found


def _poor(draft: Draft, village: int) -> bool:
    return "poor_village" in draft.places[village].tags


def _listed(draft: Draft, household: int) -> bool:
    return bool({"registered", "scattered"} & set(draft.households[household].kinds.split()))
