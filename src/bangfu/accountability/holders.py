"""Who held which post on a day: whoever held it on the day of the fact answers, whoever holds it now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from bangfu.facts.case import Case
from bangfu.facts.roster.records import Post, Roster
from bangfu.facts.roster.spans import Span, span
from bangfu.regulation.vocabulary import RESIDENT_CADRES

HELPER = "responsible_helper"  # held by being paired with a household
TEAM = "resident_team"
SENT = (
    *RESIDENT_CADRES,
    "township_group_leader",
    "township_group_member",
)  # posts that name the unit that sent
GOVERNMENTS = ("prefecture_government", "county_government", "township_government")
SEATED = "township"  # a township has one body of its own; counties and above have many, so there a post must say it

_POST = ("id", "role", "person", "organisation", "place", "start", "end")
Posts = Mapping[str, Mapping[str, list[Post]]]  # by whom or where, and by role


class Holders:
    """Posts and pairings of a case, to be asked by person, organisation or place."""

    def __init__(self, case: Case, people: Collection[str]) -> None:
        """Pairings are read only of these people, the ones found."""
        self.case = case
        self.people = people
        self.roster = Roster(case)
        ids, employers = (case["people"][c].to_pylist() for c in ("id", "organisation"))
        self.employer: dict[str, str | None] = dict(zip(ids, employers, strict=True))
        self._upwards: dict[str, list[str]] = {}

    @cached_property
    def _posts(self) -> list[Post]:
        """Posts, the unit of a person's own where the post names none."""
        return [
            Post(id_, role, person, unit or self.employer.get(person or ""), place, span(start, end))
            for id_, role, person, unit, place, start, end in _columns(self.case["posts"], _POST)
        ]

    @cached_property
    def by_person(self) -> Posts:
        """Posts of each person, being paired with a household among them."""
        table = self.case["pairings"]
        rows = table.filter(pc.is_in(table["person"], pa.array(self.people, pa.string())))
        homes = dict(_columns(self.case["households"], ("id", "place")))
        pairings = (
            Post(id_, HELPER, person, self.employer.get(person), homes[household], span(start, end))
            for id_, person, household, start, end in _columns(
                rows, ("id", "person", "household", "start", "end")
            )
        )
        return _by((*self._posts, *pairings), "person")

    @cached_property
    def by_unit(self) -> Posts:
        """Posts in or of each organisation."""
        return _by(self._posts, "organisation")

    @cached_property
    def by_place(self) -> Posts:
        """Posts at each place."""
        return _by(self._posts, "place")

    def of_person(self, person: str | None, day: date, roles: Collection[str] = ()) -> list[Post]:
        """What a person held on a day, of these roles where some are named."""
        return _on(self.by_person.get(person or "", {}), day, roles)

    def of_unit(self, unit: str | None, day: date, roles: Collection[str] = ()) -> list[Post]:
        """The posts in or of an organisation on a day."""
        return _on(self.by_unit.get(unit or "", {}), day, roles)

    def at_place(self, place: str, day: date, roles: Collection[str] = ()) -> list[Post]:
        """The posts at a place itself on a day."""
        return _on(self.by_place.get(place, {}), day, roles)

    def upwards(self, place: str) -> list[str]:
        """A place and those above it."""
        if place not in self._upwards:
            self._upwards[place] = self.roster.upwards(place)
        return self._upwards[place]

    def meet(self, one: str | None, other: str | None) -> bool:
        """Whether one place lies in the other or is it; a place that is not named meets any."""
        return not one or not other or one in self.upwards(other) or other in self.upwards(one)

    def level(self, unit: str | None) -> str | None:
        """The level of an organisation."""
        return (self.roster.organisations.get(unit or "") or {}).get("level")

    @cached_property
    def seated(self) -> Mapping[str, list[str]]:
        """The organisations of each township's own level that are there."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_, row in self.roster.organisations.items():
            place = self.roster.places.get(row["place"] or "")
            if row["level"] == SEATED and place and place["level"] == SEATED:
                found[row["place"]].append(id_)
        return found

    def seat(self, unit: str | None, day: date) -> list[str]:
        """The places whose own government an organisation is."""
        posts = self.of_unit(unit, day, GOVERNMENTS)
        place: str = (self.roster.organisations.get(unit or "") or {}).get("place") or ""
        # A body with another part of its own, such as a township's group, is not the government it sits beside.
        other = [p for p in self.of_unit(unit, day) if not p.person and p.role not in GOVERNMENTS]
        seat = [place] if unit in self.seated.get(place, []) and not other else []
        return list(dict.fromkeys([*(p.place for p in posts if p.place), *seat]))

    def is_unit(self, unit: str, day: date) -> bool:
        """Whether an organisation is a unit that helps, and no government nor the team of a village."""
        return not self.seat(unit, day) and not self.of_team(unit, day)

    def of_team(self, unit: str | None, day: date) -> list[Post]:
        """The posts by which an organisation is itself a resident team."""
        return self.of_unit(unit, day, (TEAM,))

    def senders(self, person: str, day: date, place: str | None) -> list[str]:
        """The units that sent a cadre to the village (or to any), else the one that employs this person."""
        posts = [p for p in self.of_person(person, day, SENT) if self.meet(p.place, place)]
        sent = [p.organisation for p in posts if p.organisation]
        return list(dict.fromkeys(sent or [u for u in [self.employer.get(person)] if u]))

    def stint(self, person: str, roles: Collection[str], day: date) -> date:
        """The first day of the uninterrupted posting that holds a day: posts that overlap, or follow in one village."""
        own = self.by_person.get(person, {})
        held = [p for role in roles for p in own.get(role, [])]
        found = [p for p in held if p.days.first <= day <= p.days.last]
        waiting = list(found)
        while waiting:
            at = waiting.pop()
            joined = [p for p in held if p not in found and _continues(p, at)]
            found += joined
            waiting += joined
        return min((p.days.first for p in found), default=day)

    def through(self, posts: Iterable[Post], days: Span) -> bool:
        """Whether these posts together cover all days of a span."""
        at = days.first
        for first, last in sorted((p.days.first, p.days.last) for p in posts):
            if first > at:
                break
            if last >= days.last:
                return True
            at = max(at, last + timedelta(days=1))
        return False


def _columns(table: pa.Table, names: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of some columns, without a dictionary for each."""
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def _by(posts: Iterable[Post], column: str) -> Posts:
    found: dict[str, dict[str, list[Post]]] = defaultdict(dict)
    for post in posts:
        key = getattr(post, column)
        if key is not None:
            found[key].setdefault(post.role, []).append(post)
    return dict(found)


def _on(posts: Mapping[str, list[Post]], day: date, roles: Collection[str]) -> list[Post]:
    held = (posts[role] for role in (roles or posts) if role in posts)
    return [p for group in held for p in group if p.days.first <= day <= p.days.last]


def _continues(one: Post, other: Post) -> bool:
    """Whether two postings are one: both held at a time, or one after the other in the same village."""
    first, then = sorted((one.days, other.days), key=lambda d: d.first)
    if first.last >= then.first:
        return True
    return one.place == other.place and first.last + timedelta(days=1) == then.first
