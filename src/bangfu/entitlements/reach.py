"""Whom a fund is for: the posts that it surely reaches, and those of which a person must say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangfu.entitlements.desk import Desk
from bangfu.entitlements.notes import listed, said
from bangfu.entitlements.rules import Entitled
from bangfu.facts.roster.records import Post
from bangfu.facts.roster.spans import Span
from bangfu.regulation.shapes import Title


@dataclass(frozen=True, slots=True)
class Found:
    """A post in the year, with what a person must decide about it first."""

    post: Post
    days: Span
    doubts: tuple[Title, ...] = ()


def reached(desk: Desk, one: Entitled, beside: Sequence[Entitled]) -> Iterator[Found]:
    """The posts that an entitlement is for, or perhaps for; `beside` are all of its kind."""
    for post, days in desk.holders.of(one, one.rule.for_roles, desk.known):
        changes = _retyped(desk, one, post)
        if changes:
            yield Found(post, days, (said("RETYPED", what=listed(changes)),))
        elif _meant(desk, one, post, days):
            yield Found(post, days)
        elif not any(_meant(desk, b, post, days) for b in beside if _akin(one, b, post)):
            yield Found(post, days, (said("ELSEWHERE"),))
    for post, days in desk.holders.of(one, one.rule.perhaps_roles, desk.known):
        yield Found(post, days, (said("PERHAPS"),))


def _akin(one: Entitled, other: Entitled, post: Post) -> bool:
    return other is not one and other.head.id == one.head.id and post.role in other.rule.for_roles


def _meant(desk: Desk, one: Entitled, post: Post, days: Span) -> bool:
    tag = one.rule.only.place_tag
    return tag is None or (post.place is not None and desk.tags.has(post.place, tag, days.first))


def _retyped(desk: Desk, one: Entitled, post: Post) -> list[str]:
    """On which days of the year the village became, or ceased to be, one of those that are meant."""
    tag = one.rule.only.place_tag
    if tag is None or post.place is None:
        return []
    return [str(day) for day in desk.tags.changed(post.place, tag, desk.period)]
