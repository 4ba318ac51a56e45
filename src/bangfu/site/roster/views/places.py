"""Places: the tree, and one place with who serves there."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bangfu.facts.tables import LEVELS
from bangfu.site.clock import today
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Place, Post
from bangfu.site.roster.places import amounts_of, found_places, path_to, place_or_404, places_of, tree
from bangfu.site.roster.timeline import past_posts, posts_by_role
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account

MOST = 500  # places on one page; a county has fewer
MOST_POSTS = 300


@opens_for(WORK)
def tree_page(request: HttpRequest) -> HttpResponse:
    """The account's places under each other, or those that a search finds."""
    account = cast(Account, request.user)
    mine, q = places_of(account).select_related("parent"), request.GET.get("q", "")
    listed = list(found_places(mine, q)[:MOST]) if q else list(_levels(mine)[:MOST])
    context = {"nodes": tree(listed, today()), "q": q, "searched": bool(q), "day": today()}
    return render(request, "roster/places.html", context)


def _levels(places: Any) -> Any:
    """The three highest levels that are there: province to county, or county to village."""
    there = set(places.order_by().values_list("level", flat=True).distinct())
    return places.filter(level__in=[level for level in LEVELS if level in there][:3])


@opens_for(WORK)
def place_page(request: HttpRequest, code: int) -> HttpResponse:
    """Who serves at a place, now and before."""
    place = place_or_404(cast(Account, request.user), code)
    here = Post.objects.filter(place=place).select_related("person", "organisation")
    below = list(Place.objects.filter(parent=place)[:MOST])
    context = {
        "place": place,
        "path": path_to(place),
        "amounts": amounts_of(place, today()),
        "roles": posts_by_role(holding(here, today())[:MOST_POSTS]),
        "past": past_posts(here, today())[:50],
        "below": tree(below, today()),
        "day": today(),
    }
    return render(request, "roster/place.html", context)
