"""Posts and pairings over time, as pages list them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from bangfu.site.roster.models import Pairing, Post
from bangfu.site.web.words import in_force, word


def posts_by_role(posts: Iterable[Post]) -> list[tuple[str, list[Post]]]:
    """The role's name with the posts of it, in the order of the vocabulary."""
    order = {code: n for n, code in enumerate(in_force().codes("role"))}
    ordered = sorted(posts, key=lambda p: (order.get(p.role, len(order)), p.role, p.pk))
    return [(word("role", role), list(group)) for role, group in groupby(ordered, key=lambda p: p.role)]


def past_posts(posts: QuerySet[Post], day: date) -> QuerySet[Post]:
    """What ended before a day, the latest first."""
    return posts.filter(end__lt=day).order_by("-end", "pk")


def in_order(posts: QuerySet[Post]) -> QuerySet[Post]:
    """All posts of a person or unit, the latest first."""
    return posts.order_by("-start", "-end", "pk")


def pairings_in_order(pairings: QuerySet[Pairing]) -> QuerySet[Pairing]:
    """Those that still hold before those that ended."""
    return pairings.order_by("-end", "place", "household__id", "pk")
