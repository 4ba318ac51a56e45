"""Places as the duty pages offer them: what lies in an account's area, and the way down to one place."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from bangfu.site.roster.models import Place, Presence
from bangfu.site.web.models import Account

BELOW = {"county": "township", "township": "village"}  # what a board of a place is divided into


def parts(place: Place) -> QuerySet[Place]:
    """The townships of a county, the villages of a township; of anything wider, the counties."""
    level = BELOW.get(place.level, "county")
    return Place.objects.filter(level=level, code__range=(place.code, place.last)).exclude(pk=place.pk)


def in_view(account: Account) -> QuerySet[Place]:
    """The places of an account: its area, or wherever its person or unit works, with what lies above."""
    if account.kind.sees == "area":
        area = account.area
        return Place.objects.filter(code__range=(area.code, area.last)) if area else Place.objects.none()
    works = Presence.objects.filter(place__range=(OuterRef("code"), OuterRef("last")))
    return Place.objects.filter(Exists(works))


def choices(account: Account, chosen: str | None) -> list[tuple[str, str]]:
    """The places to filter by: the parts of the area, and of the part that is chosen."""
    area = account.area
    if area is None or area.level not in BELOW:
        return []
    found = [(str(p.pk), p.name) for p in parts(area)]
    mine = Place.objects.filter(code__range=(area.code, area.last))
    at = mine.filter(pk=int(chosen)).first() if chosen and chosen.isdecimal() else None
    township = at.parent if at and at.level == "village" else at
    if township and township.level == "township" and area.level == "county":
        at_it = next((n for n, (code, _) in enumerate(found, 1) if code == str(township.pk)), len(found))
        found[at_it:at_it] = [(str(p.pk), f"　{p.name}") for p in parts(township)]
    return found


def crumbs(place: Place | None, account: Account) -> list[dict[str, str]]:
    """From the account's area down to a place; the last one is where the reader stands."""
    way: list[Place] = []
    while place is not None and place.level in ("county", "township", "village"):
        way.insert(0, place)
        place = place.parent
    area = account.area
    inside = [p for p in way if area is None or area.code <= p.code <= area.last]
    return [{"name": p.name, "url": reverse("place_duties", args=[p.code])} for p in inside]
