"""Where a fact happened, and whom it concerns there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bangfu.accountability.findings import Finding
from bangfu.accountability.holders import HELPER, Holders
from bangfu.facts.roster.records import Post
from bangfu.regulation.codes import prefix_of
from bangfu.regulation.consequences import ConsequenceRule
from bangfu.regulation.model import Head
from bangfu.regulation.vocabulary import RESIDENT_CADRES

HEADS = ("unit_head", "unit_deputy", "unit_leader")
ASSISTING = "assisting_unit"
OF_TOWNSHIP = "township_government"


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers for a fact: a person in a post, or an organisation."""

    person: str | None
    organisation: str | None
    post: Post | None = None


class Whereabouts:
    """The roster asked about findings."""

    def __init__(self, holders: Holders, organisation_roles: frozenset[str]) -> None:
        self.holders = holders
        self.organisation_roles = organisation_roles
        self._found: dict[str, list[str]] = {}
        self._held: dict[tuple[object, ...], Post | None] = {}
        self._concerned: dict[tuple[object, ...], list[str]] = {}

    def places(self, fact: Finding) -> list[str]:
        """Where it happened: as it says, else where the person served, else where the unit does."""
        if fact.id not in self._found:
            self._found[fact.id] = self._places(fact)
        return self._found[fact.id]

    def _places(self, fact: Finding) -> list[str]:
        if fact.place:
            return [fact.place]
        posts = self.holders.of_person(fact.person, fact.on)
        served = [p for p in posts if p.role in (*RESIDENT_CADRES, HELPER)] or posts
        if found := _places(served):
            return found
        unit = fact.organisation or self.holders.employer.get(fact.person or "")
        return self.unit_places(unit, fact.on)

    def unit_places(self, unit: str | None, day: date) -> list[str]:
        """Where a unit holds a post of its own on a day, else where it is."""
        posts = [p for p in self.holders.of_unit(unit, day) if p.role in self.organisation_roles]
        home: str | None = (self.holders.roster.organisations.get(unit or "") or {}).get("place")
        return _places(posts) or ([home] if home else [])

    def reaches(self, head: Head, places: Iterable[str]) -> bool:
        """Whether a regulation reaches all these places; what lies nowhere it does not reach."""
        prefix = prefix_of(head.place)
        found = [any(c.startswith(prefix) for c in self.holders.upwards(p)) for p in places]
        return bool(found) and all(found)

    def in_post(self, rule: ConsequenceRule, fact: Finding) -> Post | None:
        """The post of those asked for that the person found held that day, where it happened."""
        key = (fact.id, *rule.in_post)
        if key not in self._held:
            posts = self.holders.of_person(fact.person, fact.on, rule.in_post)
            met = [p for p in posts if self.holders.meet(p.place, fact.place)]
            self._held[key] = min(met, key=lambda p: (p.days.first, p.id), default=None)
        return self._held[key]

    def concerns(self, rule: ConsequenceRule, fact: Finding) -> bool:
        """Whether a fact is one of those that the rule is about: of a person in such a post, or of a body's area."""
        if not rule.in_post:
            return True
        if fact.person:
            return self.in_post(rule, fact) is not None
        own = self.holders.of_unit(fact.organisation, fact.on, [rule.body] if rule.body else ())
        by_place = fact.kind in rule.in_area and fact.kind not in rule.needs_person
        return by_place or bool(rule.body and own)

    def units(self, rule: ConsequenceRule, fact: Finding) -> list[str]:
        """The units concerned: what the finding names, by the first way of the rule that names one."""
        key = (fact.id, *rule.unit_from)
        if key not in self._concerned:
            ways = (list(self._units(way, fact)) for way in rule.unit_from)
            self._concerned[key] = next((units for units in ways if units), [])
        return [
            u for u in self._concerned[key] if not rule.unit_level or self.holders.level(u) in rule.unit_level
        ]

    def _units(self, way: str, fact: Finding) -> Iterator[str]:
        team = self.holders.of_team(fact.organisation, fact.on)
        if way == "organisation" and fact.organisation and self.holders.is_unit(fact.organisation, fact.on):
            yield fact.organisation
        elif way == "person" and fact.person:
            sent = self.holders.senders(fact.person, fact.on, fact.place)
            yield from (u for u in sent if self.holders.is_unit(u, fact.on))
        elif way == "place" and not fact.person and (team or not fact.organisation):
            for place in _places(team) or self.places(fact):
                posts = self.holders.at_place(place, fact.on, (ASSISTING,))
                yield from dict.fromkeys(p.organisation for p in posts if p.organisation)

    def sites(self, rule: ConsequenceRule, fact: Finding) -> list[str]:
        """The places whose bodies the fact concerns: all above it, or only the place of the body that was found."""
        if fact.kind in rule.in_area:
            above = [self.holders.upwards(p) for p in self.places(fact)]
            return [c for c in above[0] if all(c in others for others in above)] if above else []
        if fact.organisation:
            roles = list(dict.fromkeys((*rule.on, *filter(None, [rule.body]))))
            own = self.holders.of_unit(fact.organisation, fact.on, roles)
            return list(dict.fromkeys([*_places(own), *self.holders.seat(fact.organisation, fact.on)]))
        return [fact.place] if fact.place and not fact.person else []

    def bodies(self, role: str, site: str, day: date) -> list[str]:
        """The organisations that hold a role at a place; a township's own body where no post says which."""
        held = [p.organisation for p in self.holders.at_place(site, day, (role,)) if p.organisation]
        if held:
            return list(dict.fromkeys(held))
        if role != OF_TOWNSHIP:
            return []
        return self.holders.seated.get(site, [])


def _places(posts: Iterable[Post]) -> list[str]:
    return list(dict.fromkeys(p.place for p in posts if p.place))
