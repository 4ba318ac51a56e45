"""Who owes what to whom, the naive way: walk the roster row by row, remember every stint.

Written from docs/pack-format.md, the exchange format and the cases, to check the engine; slow and plain on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bangfu.regulation.model import DutyRule, Filter, Head

Row = dict[str, Any]
Facts = dict[str, list[Row]]

LEADERS = ("unit_leader", "unit_head", "unit_deputy")
RESIDENTS = ("team_leader", "team_member", "first_secretary")
EVER, NEVER = date.min, date.max


@dataclass(frozen=True)
class Stint:
    """From..to, the bearer owes it for the post at `spot`; `at` is the place this line is about."""

    first: date
    last: date
    spot: str
    role: str
    person: str | None
    org: str | None
    at: str | None = None
    household: str | None = None
    counterpart: str | None = None

    def cut(self, other: Row | Stint) -> Stint | None:
        """The days this stint shares with a post."""
        first = max(self.first, other.first if isinstance(other, Stint) else other["start"] or EVER)
        last = min(self.last, other.last if isinstance(other, Stint) else other["end"] or NEVER)
        return replace(self, first=first, last=last) if first <= last else None


@dataclass
class Line:
    """One line of verdicts: who owes what to whom, and every stint in which it is owed."""

    stints: list[Stint] = field(default_factory=list[Stint])

    def holds(self, day: date) -> bool:
        """Whether somebody owes it on that day."""
        return any(s.first <= day <= s.last for s in self.stints)


class World:
    """The facts with the few look-ups that every rule needs."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.places = {p["code"]: p for p in facts["places"]}
        self.orgs = {o["id"]: o for o in facts["organisations"]}
        self.people = {p["id"]: p for p in facts["people"]}
        self.households = {h["id"]: h for h in facts["households"]}

    def above(self, code: str | None) -> Iterator[str]:
        """A place and all those it lies in."""
        while code is not None:
            yield code
            code = self.places[code]["parent"]

    def inside(self, code: str | None, top: str | None) -> bool:
        """Whether a place is `top` or lies in it."""
        return top is not None and top in self.above(code)

    def above_of_level(self, code: str, level: str) -> str | None:
        """The township or county a place is, or lies in."""
        return next((c for c in self.above(code) if self.places[c]["level"] == level), None)

    def tagged(self, code: str, tag: str) -> bool:
        """Whether a place carries a tag."""
        return tag in (self.places[code]["tags"] or "").split()

    def kinds(self, household: Row) -> set[str]:
        """The kinds of a household."""
        return set((household["kinds"] or "").split())

    def org_of(self, row: Row) -> str | None:
        """The organisation of a post or an entry: the one written there, else the person's own."""
        if row["organisation"] is not None or row["person"] is None:
            return row["organisation"]
        return self.people[row["person"]]["organisation"]

    def reached(self, head: Head, code: str | None) -> bool:
        """Whether a regulation binds a place: its own and everything below."""
        prefix = head.place.rstrip("0")
        prefix += "0" * (-len(prefix) % 2) if len(prefix) < 6 else "0" * (-len(prefix) % 3)
        return any(c.startswith(prefix) for c in self.above(code))

    def posts(self, *roles: str) -> Iterator[Row]:
        """The posts of these roles."""
        return (p for p in self.facts["posts"] if p["role"] in roles)

    def pairings(self) -> Iterator[Stint]:
        """Who helps which household, while the household exists."""
        for pairing in self.facts["pairings"]:
            home = self.households[pairing["household"]]
            org = self.people[pairing["person"]]["organisation"]
            stint = Stint(
                home["start"] or EVER,
                home["end"] or NEVER,
                home["place"],
                "responsible_helper",
                pairing["person"],
                org,
            )
            found = replace(stint, household=home["id"]).cut(pairing)
            if found and home["place"] is not None:
                yield found


def _holders(world: World, role: str, organisations: frozenset[str]) -> Iterator[Stint]:
    if role == "responsible_helper":
        yield from world.pairings()
    elif role in LEADERS:
        for post in world.posts(*(LEADERS if role == "unit_leader" else (role,))):
            for village in world.posts("assisting_unit"):
                if (
                    post["person"]
                    and world.org_of(post)
                    and world.org_of(village) == world.org_of(post)
                    and village["place"]
                ):
                    stint = Stint(
                        EVER, NEVER, village["place"], role, post["person"], world.org_of(post)
                    ).cut(post)
                    found = stint.cut(village) if stint else None
                    yield from [found] if found else []
    else:
        for post in world.posts(role):
            person, org = None if role in organisations else post["person"], world.org_of(post)
            place = post["place"] or (world.orgs[org]["place"] if org else None)
            if place and (org if role in organisations else person):
                yield Stint(post["start"] or EVER, post["end"] or NEVER, place, role, person, org)


def _dispatchers(world: World) -> Iterator[Stint]:
    """Whoever sent a resident cadre owes that cadre its visit."""
    for post in world.posts(*RESIDENTS):
        org = world.org_of(post)
        if org and post["place"] and post["person"]:
            stint = Stint(
                post["start"] or EVER, post["end"] or NEVER, post["place"], "assisting_unit", None, org
            )
            yield replace(stint, counterpart=post["person"])


def _reaches(world: World, only: Filter, stint: Stint) -> bool:
    place = world.places[stint.spot]
    level = world.orgs[stint.org]["level"] if stint.org else None
    tag = only.place_tag
    return (
        (not only.organisation_level or level in only.organisation_level)
        and (not only.place_level or place["level"] in only.place_level)
        and (tag is None or world.tagged(stint.spot, tag.lstrip("!")) != tag.startswith("!"))
    )


def _counterparts(world: World, head: Head, rule: DutyRule, s: Stint) -> Iterator[Stint | None]:
    """The stint once for every line it belongs to."""
    each = rule.each
    if each == "township_in_place":
        inside = (c for c, p in world.places.items() if p["level"] == "township" and world.inside(c, s.spot))
        yield from (replace(s, at=code) for code in inside)
    elif each in ("first_secretary", "liaison_leader", "cadre_in_place"):
        roles = {"first_secretary": ("first_secretary",), "liaison_leader": ("county_liaison_leader",)}.get(
            each, RESIDENTS
        )
        for post in world.posts(*roles):
            here = (
                world.inside(post["place"], s.spot) if each == "cadre_in_place" else post["place"] == s.spot
            )
            if post["person"] and here:
                yield replace(s, counterpart=post["person"]).cut(post)
    elif each == "helper":
        for pairing in world.pairings():
            if pairing.org == s.org and world.reached(head, pairing.spot):
                yield replace(s, counterpart=pairing.person).cut(pairing)
    elif each == "dispatching_unit" and s.person is not None:
        yield replace(s, counterpart=s.org) if s.org else None
    else:
        found = [c for c in _units(world, each, s) if c is not None]
        yield from found
        if each == "county_government" and not found:
            yield s  # owed all the same, to nobody named


def _units(world: World, each: str, s: Stint) -> Iterator[Stint | None]:
    role = {
        "unit_in_place": "assisting_unit",
        "dispatching_unit": "assisting_unit",
        "group_in_place": "township_group",
    }.get(each, each)
    for post in world.posts(role):
        if each in ("unit_in_place", "group_in_place"):
            here = world.inside(post["place"], s.spot)
        elif each == "dispatching_unit":
            here = post["place"] == s.spot
        else:
            level = "county" if each == "county_government" else "township"
            here = post["place"] is not None and post["place"] == world.above_of_level(s.spot, level)
        org = world.org_of(post)
        if here and org and (org != s.org or each in ("dispatching_unit", "county_government")):
            yield replace(s, counterpart=org).cut(post)


def lines_of(
    world: World, head: Head, bearer: list[str], rule: DutyRule, organisations: frozenset[str]
) -> dict[tuple[Any, ...], Line]:
    """Every line of a duty with its stints, before anything is counted."""
    if rule.each == "cadre":
        holders = list(_dispatchers(world))
    else:
        holders = [s for role in bearer for s in _holders(world, role, organisations)]
    found: dict[tuple[Any, ...], Line] = {}
    for holder in holders:
        if not world.reached(head, holder.spot) or not _reaches(world, rule.only, holder):
            continue
        s = replace(holder, at=holder.spot)
        if rule.who == "unit":
            s = replace(s, person=None)
        whole = rule.each in ("bearer", "place", "village", "household", "cadre")
        for stint in [s] if whole else _counterparts(world, head, rule, s):
            if stint is not None:
                found.setdefault(_key(rule, stint), Line()).stints.append(stint)
    return found


def _key(rule: DutyRule, s: Stint) -> tuple[Any, ...]:
    """What makes two stints one line: a person owes it once, a leader once for each unit led."""
    unit = s.org if s.person is None or s.role in LEADERS else None
    return {
        "bearer": (s.person, unit),
        "place": (s.person, unit, s.at),
        "village": (s.person, s.at),
        "household": (s.person, s.household),
        "township_in_place": (s.person, unit, s.at),
    }.get(rule.each, (s.person, unit, s.counterpart))
