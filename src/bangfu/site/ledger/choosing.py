"""What an account chooses from when it records: its households by name where it knows them, its people and units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bangfu.site.roster.holding import on
from bangfu.site.roster.known import known_by
from bangfu.site.roster.models import Household, Pairing, Place
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
    known = known_by(account.person_id, day)
    around = Q(pk__in=known.helped) | Q(place__in=known.villages)
    if account.may("record_unit"):
        unit = Q(person__organisation=account.organisation_id, person__organisation__isnull=False)
        around |= Q(pk__in=Pairing.objects.filter(unit, on(day)).values("household"))
    if village:
        around = Q(place=village)
    elif account.area and account.area.level in ("village", "township"):
        around |= Q(place__code__range=(account.area.code, account.area.last))
    rows = Household.objects.filter(on(day), around).order_by("place", "id")[:MOST_HOUSEHOLDS]
    for household in sorted(rows, key=lambda h: h.pk not in known.helped):
        yield Near(household, known.has(household.pk, household.place_id))
