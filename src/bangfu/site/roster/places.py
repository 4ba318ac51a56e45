"""Places as an account knows them: where it may look, what lies below, and how much there is of everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from bangfu.facts.tables import LEVELS
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Place, Post, Presence
from bangfu.site.roster.search import is_chinese, keys_of, normal
from bangfu.site.web.models import Account


def places_of(account: Account) -> QuerySet[Place]:
    """The places of an account: its area, or else those where it or its unit works, with all that lies above them."""
    if account.area is not None:
        return Place.objects.filter(code__range=(account.area.code, account.area.last))
    at = set(Presence.objects.values_list("place", flat=True))
    return Place.objects.filter(code__in=at | {above for code in at for above in codes_above(code)})


def places_near(account: Account) -> set[int]:
    """The codes of an account's places and of those above them."""
    mine = set(places_of(account).values_list("code", flat=True))
    return mine | {above for code in mine for above in codes_above(code)}


def place_or_404(account: Account, code: int) -> Place:
    """The one door to a place."""
    place = get_object_or_404(Place.objects.select_related("parent__parent__parent"), pk=code)
    if not places_of(account).filter(pk=code).exists():
        raise Http404
    return place


def codes_above(code: int) -> list[int]:
    """The codes of township, county, prefecture and province, as far as they are other codes."""
    found = [code // step * step for step in (10**3, 10**6, 10**8, 10**10)]
    return [c for n, c in enumerate(found) if c != code and c not in found[:n]]


def path_to(place: Place) -> list[Place]:
    """The place and all above it, from the top."""
    path = [place]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    return path


def found_places(places: QuerySet[Place], text: str) -> QuerySet[Place]:
    """The places whose name, alias, pinyin or code is meant."""
    text = text.strip()
    if not text:
        return places
    if is_chinese(text):
        return places.filter(Q(name__contains=text) | Q(aliases__contains=[text]))
    wanted = normal(text)
    named = places.values_list("code", "name")
    return places.filter(
        code__in=[c for c, name in named if wanted in keys_of(name) or str(c).startswith(wanted)]
    )


@dataclass
class Amounts:
    """How much there is at and below a place."""

    villages: int = 0
    posts: int = 0
    households: int = 0
    units: set[str] = field(default_factory=set[str])

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(
            self.villages + other.villages,
            self.posts + other.posts,
            self.households + other.households,
            self.units | other.units,
        )


@dataclass
class Node:
    """A place in the tree with what is below it."""

    place: Place
    amounts: Amounts
    below: list[Node]


def tree(places: Sequence[Place], day: date) -> list[Node]:
    """The places under each other; a place whose parent is not among them is a root."""
    own = _amounts(places, day)
    known = {p.code for p in places}
    children: dict[int | None, list[Place]] = defaultdict(list)
    for place in places:
        parent = place.parent_id if place.parent_id in known else None  # type: ignore[attr-defined]
        children[parent].append(place)

    def node(place: Place) -> Node:
        below = [node(p) for p in children[place.code]]
        return Node(place, reduce(Amounts.__add__, (n.amounts for n in below), own[place.code]), below)

    return [node(p) for p in children[None]]


def amounts_of(place: Place, day: date) -> Amounts:
    """How much there is at and below one place."""
    places = list(Place.objects.filter(code__range=(place.code, place.last)))
    return reduce(Amounts.__add__, _amounts(places, day).values(), Amounts())


def _amounts(places: Iterable[Place], day: date) -> dict[int, Amounts]:
    """What is at each place itself, and at those below it that are not listed."""
    listed = {p.code: p for p in places}
    found = {p.code: Amounts(villages=int(p.level == LEVELS[-1])) for p in listed.values()}
    if not listed:
        return found
    span = (min(listed), max(p.last for p in listed.values()))
    posts = holding(Post.objects.filter(place__code__range=span), day).order_by()
    homes = holding(Household.objects.filter(place__code__range=span), day).order_by()
    for code, number in posts.values_list("place_id").annotate(Count("pk")):
        _home(code, found).posts += number
    for code, number in homes.values_list("place_id").annotate(Count("pk")):
        _home(code, found).households += number
    for code, unit in posts.filter(role="assisting_unit").values_list("place_id", "organisation"):
        _home(code, found).units.add(unit)
    for code in Place.objects.filter(level=LEVELS[-1], code__range=span).values_list("code", flat=True):
        if code not in listed:
            _home(code, found).villages += 1
    return found


def _home(code: int, found: dict[int, Amounts]) -> Amounts:
    """The listed place that a place lies in; what lies in none is counted for nobody."""
    return next((found[c] for c in (code, *codes_above(code)) if c in found), Amounts())
