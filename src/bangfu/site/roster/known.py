"""Which households an account knows by name: those it helps, and those of a village that it was sent to live in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Pairing, Post
from bangfu.site.web.masking import masked


@dataclass(frozen=True)
class Known:
    """The households helped, and the villages lived in, on a day."""

    helped: frozenset[str]
    villages: frozenset[int]

    def has(self, household: str, village: int | None) -> bool:
        """Whether a household is among them."""
        return household in self.helped or village in self.villages

    def shown(self, household: str, village: int | None, head: str) -> str:
        """The name of its head: in full where it is known, masked for everybody else."""
        return head if self.has(household, village) else masked(head, "name")


def known_by(person: str | None, day: date) -> Known:
    """What a person knows; nobody knows nothing."""
    if person is None:
        return Known(frozenset(), frozenset())
    helped = Pairing.objects.filter(on(day), person=person).values_list("household_id", flat=True)
    posts: Any = Post.objects.filter(on(day), person=person, role__in=RESIDENT_CADRES, place__isnull=False)
    return Known(frozenset(helped), frozenset(posts.values_list("place_id", flat=True)))
