"""What an account chooses from when it records: its households by name where it knows them, its people and units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Household, Pairing, Place, Post
from bangfu.site.web.masking import masked
from bangfu.site.web.models import Account

MOST_HOUSEHOLDS = 1500


@dataclass(frozen=True)
class Near:
    """A household that an account may choose; `known` by name, because it helps it or lives in its village."""

    household: Household
    known: bool

    @property
    def label(self) -> str:
        """What it is called."""
        return self.household.head if self.known else masked(self.household.head, "name")


def near(account: Account, day: date, village: Place | None = None) -> Iterator[Near]:
    """The households that an account or its unit helps, then those of its village or township, or of one that it names."""
    mine = Q(person=account.person_id, person__isnull=False)
    helped = set(Pairing.objects.filter(mine, on(day)).values_list("household", flat=True))
    posts = Post.objects.filter(mine, on(day), role__in=RESIDENT_CADRES)
    own = set(posts.values_list("place", flat=True))
    around = Q(pk__in=helped) | Q(place__in=own)
    if account.may("record_unit"):
        unit = Q(person__organisation=account.organisation_id, person__organisation__isnull=False)
        around |= Q(pk__in=Pairing.objects.filter(unit, on(day)).values("household"))
    if village:
        around = Q(place=village)
    elif account.area and account.area.level in ("village", "township"):
        around |= Q(place__code__range=(account.area.code, account.area.last))
    rows = Household.objects.filter(on(day), around).order_by("place", "id")[:MOST_HOUSEHOLDS]
    for household in sorted(rows, key=lambda h: h.pk not in helped):
        yield Near(household, household.pk in helped or household.place_id in own)
