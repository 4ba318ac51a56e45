"""A filled roster, looked up by role, unit and village."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from bangfu.facts.simulation.draft import NONE, Draft, Pairing, Post
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES


class View:
    """The indexes of a draft that changes no more."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.held = draft.held()

    @cached_property
    def serving(self) -> dict[int, list[Post]]:
        """Where each unit assists."""
        found: dict[int, list[Post]] = defaultdict(list)
        for post in self.held["assisting_unit"]:
            found[post.unit].append(post)
        return found

    @cached_property
    def leaders(self) -> dict[int, list[Post]]:
        """The leaders of each unit."""
        found: dict[int, list[Post]] = defaultdict(list)
        for role in LEADERS["unit_leader"]:
            for post in self.held[role]:
                found[post.unit].append(post)
        return found

    @cached_property
    def cadres(self) -> dict[int, list[Post]]:
        """The resident cadres of each village."""
        found: dict[int, list[Post]] = defaultdict(list)
        for role in RESIDENT_CADRES:
            for post in self.held[role]:
                if post.person != NONE:
                    found[post.place].append(post)
        return found

    @cached_property
    def helping(self) -> dict[int, list[Pairing]]:
        """The pairings of each unit's people."""
        found: dict[int, list[Pairing]] = defaultdict(list)
        for pairing in self.draft.pairings:
            found[self.draft.people[pairing.person].unit].append(pairing)
        return found

    @cached_property
    def homes(self) -> dict[int, list[int]]:
        """The households of each village."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, household in enumerate(self.draft.households):
            found[household.place].append(number)
        return found

    def poor(self, village: int) -> bool:
        """Whether a village is tagged poor."""
        return "poor_village" in self.draft.places[village].tags

    def listed(self, household: int) -> bool:
        """Whether a household is registered or scattered."""
        return bool({"registered", "scattered"} & set(self.draft.households[household].kinds.split()))
