"""Filling a roster: people, posts, households and pairings where it names only units and villages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bangfu.facts.simulation import naming
from bangfu.facts.simulation.draft import NONE, Draft, Household, Pairing, Person, Post, Unit
from bangfu.facts.simulation.options import Options
from bangfu.facts.simulation.seats import Reach, Seat, seat_of_government, seats, vacancies
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES

LEVEL = re.compile("^[市县]（.*?）")  # of a role's name, where the place says it already


def fill(draft: Draft, reach: Reach, options: Options, rng: np.random.Generator) -> None:
    """Add made-up holders wherever the roster has none; what it already names stays as it is."""
    filler = Filler(draft, reach, options, rng)
    filler.seats()
    filler.units()
    filler.leaders()
    filler.cadres()
    filler.households()
    filler.handovers()


@dataclass
class Filler:
    """One filling: each step leaves alone the places and units that the roster itself staffs."""

    draft: Draft
    reach: Reach
    options: Options
    rng: np.random.Generator

    def chance(self, share: float) -> bool:
        """Whether something of this probability happens."""
        return bool(self.rng.random() < share)

    def person(self, unit: int, rank: str = "division_or_below", staff_type: str = "civil_servant") -> int:
        """A new person of a unit."""
        number = len(self.draft.people)
        self.draft.people.append(
            Person(naming.person_id(number), naming.person_name(number), unit, rank, staff_type)
        )
        return number

    def unit(self, name: str, level: str, place: int) -> int:
        """A new unit."""
        number = len(self.draft.units)
        self.draft.units.append(Unit(naming.unit_id(number), naming.unit_name(name), level, place))
        return number

    def post(self, role: str, person: int, unit: int, place: int) -> None:
        """A new post for all the simulated days."""
        self.draft.posts.append(Post(role, person, unit, place, self.draft.first, self.draft.last))

    def seats(self) -> None:
        """The posts that the regulations name."""
        for seat in seats(self.reach):
            previous = (NONE, NONE)
            for place in vacancies(self.draft, self.reach, seat):
                if seat.is_unit:
                    self._unit_seat(seat, place)
                elif not self.chance(self.options.vacant):
                    previous = self._person_seat(seat, place, previous)

    def _unit_seat(self, seat: Seat, place: int) -> None:
        what = LEVEL.sub("", self.reach.vocabulary.name("role", seat.role))
        level = seat.unit_level or seat.level
        self.post(seat.role, NONE, self.unit(f"{self.draft.places[place].name}{what}", level, place), place)

    def _person_seat(self, seat: Seat, place: int, previous: tuple[int, int]) -> tuple[int, int]:
        """One person often serves two neighbouring villages."""
        township = self.draft.above(place, "township")
        shared = seat.level == "village" and previous[1] == township and self.chance(0.5)
        person = previous[0] if shared else self.person(seat_of_government(self.draft, seat.role, place))
        self.post(seat.role, person, NONE, place)
        return (NONE, NONE) if shared else (person, township)

    def units(self) -> None:
        """County units, now and then provincial ones, for the villages of a roster without any assisting unit."""
        held = self.draft.held()
        if held["assisting_unit"]:
            return
        unit = NONE
        for number, village in enumerate(n for n, p in enumerate(self.draft.places) if p.level == "village"):
            if unit == NONE or self.chance(0.7):
                level = "province" if self.chance(0.08) else "county"
                unit = self.unit(f"帮扶单位{number + 1}", level, self.draft.above(village, "county"))
            self.post("assisting_unit", NONE, unit, village)

    def leaders(self) -> None:
        """A head, a deputy and two to four more leaders for every assisting unit."""
        held = self.draft.held()
        staffed = {post.unit for role in LEADERS["unit_leader"] for post in held[role]}
        for unit in dict.fromkeys(post.unit for post in held["assisting_unit"]):
            if unit in staffed:
                continue
            rank = (
                "department"
                if self.draft.units[unit].level in ("province", "central")
                else "division_or_below"
            )
            for role in ("unit_head", "unit_deputy", *["unit_leader"] * int(self.rng.integers(2, 5))):
                person = self.person(unit, rank if role == "unit_head" else "division_or_below")
                if role == "unit_leader" or not self.chance(self.options.vacant):
                    self.post(role, person, unit, NONE)

    def cadres(self) -> None:
        """A resident team for every village with an assisting unit: leader, first secretary, members."""
        held = self.draft.held()
        staffed = {post.place for role in RESIDENT_CADRES for post in held[role]}
        serving = _by_village(held["assisting_unit"])
        for village, units in serving.items():
            if village in staffed or village == NONE:
                continue
            leader = self.person(
                units[0], staff_type="public_institution" if self.chance(0.4) else "civil_servant"
            )
            if not self.chance(self.options.vacant):
                self.post("team_leader", leader, units[0], village)
            both = self.chance(0.6)
            secretary = leader if both else self.person(units[0])
            self.post("first_secretary", secretary, units[0], village)
            for n in range(self.options.members + both):
                unit = units[(n + 1) % len(units)]
                self.post("team_member", self.person(unit, staff_type="public_institution"), unit, village)

    def households(self) -> None:
        """Households with a helper from one of the village's units, where the roster lists none."""
        listed = {h.place for h in self.draft.households}
        serving = _by_village(self.draft.held()["assisting_unit"])
        leaders = _leaders(self.draft)
        for village, place in enumerate(self.draft.places):
            if place.level == "village" and village not in listed:
                new = self._households(village, "poor_village" in place.tags)
                if village in serving:
                    self._helpers(new, serving[village], leaders)

    def _households(self, village: int, poor: bool) -> list[int]:
        low, high = (max(1, round(n * self.options.scale)) for n in self.options.households)
        new = range(
            len(self.draft.households), len(self.draft.households) + int(self.rng.integers(low, high + 1))
        )
        for number in new:
            first, last = self.draft.first, self.draft.last
            middle = int(self.rng.integers(first, last + 1))
            kind = "registered" if self.chance(0.94 if poor else 0.4) else "scattered"
            fate = self.rng.random()
            span = (first, middle) if fate < 0.03 else (middle, last) if fate > 0.97 else (first, last)
            name = naming.household_head(number)
            self.draft.households.append(Household(naming.household_id(number), village, name, kind, *span))
        return list(new)

    def _helpers(
        self, households: Sequence[int], units: Sequence[int], leaders: dict[int, list[int]]
    ) -> None:
        """Leaders take households first, then staff; each helper a handful of neighbours."""
        helped = [h for h in households if not self.chance(self.options.without_helper)]
        low, high = self.options.households_per_helper
        turn = 0
        while helped:
            unit = units[turn % len(units)]
            turn += 1
            person = (
                leaders[unit].pop()
                if leaders.get(unit)
                else self.person(unit, staff_type="public_institution")
            )
            needed = 3 if self.draft.people[person].rank == "department" else low
            mine, helped = helped[: (count := int(self.rng.integers(needed, high + 1)))], helped[count:]
            for number in mine:
                home = self.draft.households[number]
                self.draft.pairings.append(Pairing(person, number, home.first, home.last))

    def handovers(self) -> None:
        """Some made-up posts and pairings pass to a successor on some day."""
        made = self.draft.posts[self.draft.given.get("posts", 0) :]
        holders = dict.fromkeys(
            (s.person, s.place) for s in made if s.role in RESIDENT_CADRES and s.person != NONE
        )
        for person, place in holders:
            if self.chance(self.options.handover):
                self._hand_over([s for s in made if (s.person, s.place) == (person, place)])
        pairs = self.draft.pairings[self.draft.given.get("pairings", 0) :]
        by_helper: dict[int, list[Pairing]] = {}
        for pairing in pairs:
            by_helper.setdefault(pairing.person, []).append(pairing)
        for mine in by_helper.values():
            if self.chance(self.options.handover / 2):
                self._hand_over(mine)

    def _hand_over(self, records: Sequence[Post] | Sequence[Pairing]) -> None:
        day = int(self.rng.integers(self.draft.first + 1, self.draft.last + 1))
        successor = self.person(self.draft.people[records[0].person].unit)
        for record in records:
            if not record.first < day <= record.last:
                continue
            if isinstance(record, Post):
                new = Post(record.role, successor, record.unit, record.place, day, record.last)
                self.draft.posts.append(new)
            else:
                self.draft.pairings.append(Pairing(successor, record.household, day, record.last))
            record.last = day - 1


def _by_village(posts: Sequence[Post]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for post in posts:
        if post.unit not in found.setdefault(post.place, []):
            found[post.place].append(post.unit)
    return found


def _leaders(draft: Draft) -> dict[int, list[int]]:
    """The made-up leaders of each unit: they help households too."""
    found: dict[int, list[int]] = {}
    for post in draft.posts[draft.given.get("posts", 0) :]:
        if post.role in LEADERS["unit_leader"]:
            found.setdefault(post.unit, []).append(post.person)
    return found
