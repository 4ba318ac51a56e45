"""To whom, where and for which households a duty is done: what gives one line each, and its places or households."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bangfu.facts.simulation.draft import NONE
from bangfu.facts.simulation.view import View
from bangfu.regulation.model import DutyRule


@dataclass(frozen=True)
class Holder:
    """Somebody who owes a duty at a place (and for a household) between two days."""

    person: int
    unit: int
    place: int
    household: int
    first: int
    last: int


@dataclass(frozen=True)
class Other:
    """The one a duty is done to, between two days, and the place it is done for."""

    person: int
    unit: int
    first: int
    last: int
    place: int


@dataclass(frozen=True)
class Aim:
    """What the entries of a duty are for: households, villages, or any place."""

    households: bool
    villages: bool


_PERSON_HERE = {"first_secretary": "first_secretary", "liaison_leader": "county_liaison_leader"}
_UNIT_ABOVE = {"lead_unit": "township", "township_government": "township", "county_government": "county"}
_UNIT_INSIDE = {"unit_in_place": "assisting_unit", "group_in_place": "township_group"}
_NOBODY = frozenset({"bearer", "place", "household", "village"})


def others(view: View, rule: DutyRule, holder: Holder) -> Iterator[Other]:
    """Each one the duty is done to, while both are there; the holder's own place where it is owed to nobody."""
    if rule.each in _NOBODY:
        yield Other(NONE, NONE, holder.first, holder.last, holder.place)
        return
    for person, unit, first, last, place in _others(view, rule.each, holder):
        both = max(holder.first, first), min(holder.last, last)
        if both[0] <= both[1] and (
            person != NONE or unit != holder.unit or unit == NONE or holder.person != NONE
        ):
            yield Other(person, unit, *both, place)


def _others(view: View, each: str, holder: Holder) -> Iterator[tuple[int, int, int, int, int]]:
    here = holder.place
    if each in ("cadre", "cadre_in_place"):
        yield from _cadres(view, each, holder)
    elif each == "helper":
        yield from ((g.person, NONE, g.first, g.last, here) for g in view.helping.get(holder.unit, ()))
    elif each in _PERSON_HERE:
        at_home = (s for s in view.held[_PERSON_HERE[each]] if s.place == here and s.person != NONE)
        yield from ((s.person, NONE, s.first, s.last, here) for s in at_home)
    elif each == "dispatching_unit" and holder.person != NONE:
        yield NONE, holder.unit, holder.first, holder.last, here
    elif each == "township_in_place":
        inside = sorted(p for p in view.draft.under[here] if view.draft.places[p].level == "township")
        yield from ((NONE, NONE, holder.first, holder.last, p) for p in inside)
    else:
        yield from _units(view, each, holder)


def _cadres(view: View, each: str, holder: Holder) -> Iterator[tuple[int, int, int, int, int]]:
    villages = [holder.place] if each == "cadre" else view.draft.below[holder.place]
    for village in villages:
        for s in view.cadres.get(village, ()):
            if each == "cadre_in_place" or s.unit == holder.unit:
                yield s.person, NONE, s.first, s.last, village


def _units(view: View, each: str, holder: Holder) -> Iterator[tuple[int, int, int, int, int]]:
    if each == "dispatching_unit":
        role, at = "assisting_unit", frozenset({holder.place})
    elif each in _UNIT_ABOVE:
        role, at = each, frozenset({view.draft.above(holder.place, _UNIT_ABOVE[each])})
    else:
        role, at = _UNIT_INSIDE[each], view.draft.under[holder.place]
    for s in view.held[role]:
        if s.place in at and s.unit != NONE:
            yield NONE, s.unit, s.first, s.last, holder.place


def targets(view: View, rule: DutyRule, holder: Holder, place: int, aim: Aim) -> list[int]:
    """The households or places among which an entry chooses."""
    if rule.each == "household":
        return [holder.household]
    villages = view.draft.below[place]
    if aim.households:
        if rule.of == "households_outside_poor_villages":
            villages = [v for v in villages if not view.poor(v)]
        return [
            h
            for v in villages
            for h in view.homes.get(v, ())
            if rule.of != "poor_households" or view.listed(h)
        ]
    if rule.of == "poor_villages":
        return [v for v in villages if view.poor(v)]
    if aim.villages and rule.where != "exact_place" and villages:
        return villages
    return [place]
