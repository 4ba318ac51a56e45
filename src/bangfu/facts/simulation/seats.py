"""Which posts the regulations in force speak of, at which places: they tell whom a roster needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bangfu.facts.simulation.draft import NONE, Draft
from bangfu.regulation.model import Head, Provision, Regulation
from bangfu.regulation.packs import vocabulary_of
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES, Vocabulary

LEVELS = ("province", "prefecture", "county", "township", "village")
# Filled village by village or unit by unit, or following from other records.
OTHERWISE = frozenset(
    {*RESIDENT_CADRES, *LEADERS["unit_leader"], "assisting_unit", "dispatching_unit", "responsible_helper"}
)
# Whom a duty is done to or with, by what gives one line each.
COUNTERPARTS = {
    "liaison_leader": "county_liaison_leader",
    "lead_unit": "lead_unit",
    "township_government": "township_government",
    "county_government": "county_government",
    "group_in_place": "township_group",
    "cadre_in_place": "county_government",
}


@dataclass(frozen=True)
class Seat:
    """A role to be held at a place of this level, by a person or by a unit of some level."""

    role: str
    is_unit: bool
    level: str
    tag: str | None = None
    unit_level: str = ""


@dataclass(frozen=True)
class Reach:
    """The regulations that bind a roster in the simulated days, and their words."""

    packs: list[Regulation]
    vocabulary: Vocabulary
    places: dict[str, frozenset[int]] = field(default_factory=dict[str, frozenset[int]])

    @classmethod
    def of(cls, draft: Draft, packs: Sequence[Regulation]) -> Reach:
        """The packs in force for a day at least, somewhere in the roster, and the places each binds."""
        found = {p.regulation.id: bound(draft, p.regulation) for p in packs}
        return cls([p for p in packs if found[p.regulation.id]], vocabulary_of(list(packs)), found)

    def is_unit(self, role: str) -> bool:
        """Whether an organisation holds the role, as its word says."""
        return role in self.vocabulary.organisation_roles

    def level(self, role: str) -> str:
        """The level of the places at which the role is held, as its word says."""
        word = self.vocabulary.words.get(("role", role))
        note = word.note if word else ""
        return next((level for level in LEVELS if f"place = {level}" in note), "")


def bound(draft: Draft, head: Head) -> frozenset[int]:
    """The places a regulation binds within the simulated days."""
    days = (head.start.toordinal(), head.end.toordinal() if head.end else 10**7)
    unix = 719163  # 1970-01-01 as an ordinal
    if days[0] - unix > draft.last or days[1] - unix < draft.first:
        return frozenset()
    return frozenset(n for n, p in enumerate(draft.places) if head.reaches(p.code))


def seats(reach: Reach) -> list[Seat]:
    """Every post that the duties, steps and requirements of the packs name; units first."""
    found = {seat: None for pack in reach.packs for p in pack.provision for seat in _named(reach, p)}
    return sorted((s for s in found if s.level), key=lambda s: (not s.is_unit, LEVELS.index(s.level)))


def _named(reach: Reach, provision: Provision) -> Iterator[Seat]:
    rule = provision.requirement
    if rule is not None and rule.check == "post" and rule.role not in OTHERWISE and rule.at in LEVELS:
        yield Seat(rule.role or "", reach.is_unit(rule.role or ""), rule.at or "", rule.only.place_tag)
    step = provision.duty or provision.milestone
    if step is None:
        return
    for role in provision.bearer:
        if role not in OTHERWISE:
            level = (step.only.place_level or [reach.level(role)])[0]
            unit_level = (step.only.organisation_level or [""])[0]
            yield Seat(role, reach.is_unit(role), level, step.only.place_tag, unit_level)
    other = COUNTERPARTS.get(provision.duty.each) if provision.duty else None
    if other:
        yield Seat(other, reach.is_unit(other), reach.level(other))


def vacancies(draft: Draft, reach: Reach, seat: Seat) -> list[int]:
    """The places in reach that need the seat and have nobody in it, in the order of the roster."""
    taken = {post.place for post in draft.posts if post.role == seat.role}
    binding = frozenset[int]().union(*reach.places.values())
    return [
        n
        for n, place in enumerate(draft.places)
        if place.level == seat.level and n not in taken and n in binding and tagged(place.tags, seat.tag)
    ]


def tagged(tags: frozenset[str], wanted: str | None) -> bool:
    """Whether a place has the tag asked for; "!tag" asks for places without it."""
    return wanted is None or (wanted.lstrip("!") in tags) != wanted.startswith("!")


def seat_of_government(draft: Draft, role: str, place: int) -> int:
    """The unit that sends the holder of a role: the government of the level the role is named after, or NONE."""
    level = next((level for level in LEVELS if role.startswith(level)), draft.places[place].level)
    at = draft.above(place, level)
    held = [s.unit for s in draft.posts if s.role == f"{level}_government" and s.place == at and at != NONE]
    return held[0] if held else NONE
