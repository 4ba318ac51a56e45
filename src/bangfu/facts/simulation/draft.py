"""A roster being filled: the rows of a case as records that refer to each other by number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from bangfu.facts.case import Case

NONE = -1  # no such person, unit, place or household


@dataclass
class Place:
    """A place and the one above it."""

    code: str
    name: str
    level: str
    parent: int
    tags: frozenset[str]


@dataclass
class Unit:
    """An organisation."""

    id: str
    name: str
    level: str
    place: int


@dataclass
class Person:
    """A person and the unit they belong to."""

    id: str
    name: str
    unit: int
    rank: str
    staff_type: str = "civil_servant"


@dataclass
class Post:
    """Who holds which role, where, from the first to the last day."""

    role: str
    person: int
    unit: int
    place: int
    first: int
    last: int


@dataclass
class Household:
    """A household of a village."""

    id: str
    place: int
    head: str
    kinds: str
    first: int
    last: int


@dataclass
class Pairing:
    """Who helps which household, from the first to the last day."""

    person: int
    household: int
    first: int
    last: int


@dataclass
class Draft:
    """All records of one roster; those from number `given[…]` on are made up."""

    first: int  # the simulated days, as days since 1970
    last: int
    places: list[Place] = field(default_factory=list[Place])
    units: list[Unit] = field(default_factory=list[Unit])
    people: list[Person] = field(default_factory=list[Person])
    posts: list[Post] = field(default_factory=list[Post])
    households: list[Household] = field(default_factory=list[Household])
    pairings: list[Pairing] = field(default_factory=list[Pairing])
    given: dict[str, int] = field(default_factory=dict[str, int])

    @classmethod
    def of(cls, case: Case, first: int, last: int) -> Draft:
        """The roster of a case, as far as it falls into the simulated days."""
        draft = cls(first, last)
        code = _numbers(case["places"], "code")
        for p in case["places"].to_pylist():
            tags = frozenset((p["tags"] or "").split())
            draft.places.append(Place(p["code"], p["name"], p["level"], code.get(p["parent"], NONE), tags))
        unit = _numbers(case["organisations"])
        for o in case["organisations"].to_pylist():
            draft.units.append(
                Unit(o["id"], o["name"] or o["id"], o["level"] or "", code.get(o["place"], NONE))
            )
        person = _numbers(case["people"])
        for q in case["people"].to_pylist():
            rank = q["rank"] or "division_or_below"
            draft.people.append(Person(q["id"], q["name"] or "", unit.get(q["organisation"], NONE), rank))
        household = _numbers(case["households"])
        for h, span in _dated(case["households"], draft):
            draft.households.append(
                Household(h["id"], code.get(h["place"], NONE), h["head"] or "", h["kinds"] or "", *span)
            )
        for s, span in _dated(case["posts"], draft):
            who = person.get(s["person"], NONE)
            at = unit.get(s["organisation"], draft.people[who].unit if who != NONE else NONE)
            draft.posts.append(Post(s["role"], who, at, code.get(s["place"], NONE), *span))
        for g, span in _dated(case["pairings"], draft):
            draft.pairings.append(Pairing(person[g["person"]], household[g["household"]], *span))
        draft.given = {t: len(rows) for t, rows in draft.rows().items()}
        return draft

    def rows(self) -> dict[str, Sequence[object]]:
        """The records by the name of their table."""
        return {
            "organisations": self.units,
            "people": self.people,
            "posts": self.posts,
            "households": self.households,
            "pairings": self.pairings,
        }

    @cached_property
    def below(self) -> list[list[int]]:
        """The villages at or below each place."""
        found: list[list[int]] = [[] for _ in self.places]
        for number, place in enumerate(self.places):
            at = number if place.level == "village" else NONE
            while at != NONE:
                found[at].append(number)
                at = self.places[at].parent
        return found

    @cached_property
    def under(self) -> list[frozenset[int]]:
        """Every place at or below each place."""
        found: list[set[int]] = [set() for _ in self.places]
        for number in range(len(self.places)):
            at = number
            while at != NONE and number not in found[at]:
                found[at].add(number)
                at = self.places[at].parent
        return [frozenset(f) for f in found]

    def above(self, place: int, level: str) -> int:
        """The place of that level at or above a place, or NONE."""
        while place != NONE and self.places[place].level != level:
            place = self.places[place].parent
        return place

    def held(self) -> dict[str, list[Post]]:
        """The posts by role."""
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            found[post.role].append(post)
        return found


def _numbers(table: pa.Table, key: str = "id") -> dict[str | None, int]:
    return {value: n for n, value in enumerate(table[key].to_pylist())}


def _dated(table: pa.Table, draft: Draft) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """The rows with their days inside the simulated ones; a row outside has its last day before its first."""
    starts, ends = (table[c].cast(pa.int32()).to_pylist() for c in ("start", "end"))
    spans = [
        (draft.first if s is None else max(s, draft.first), draft.last if e is None else min(e, draft.last))
        for s, e in zip(starts, ends, strict=True)
    ]
    return list(zip(table.to_pylist(), spans, strict=True))
