"""Who holds the posts that an entitlement is for, and who pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bangfu.entitlements.rules import Entitled
from bangfu.entitlements.stretches import union
from bangfu.facts.roster.records import Post, Roster
from bangfu.facts.roster.spans import Span

OWN = "own_unit"
ASSISTING = "assisting_unit"


@dataclass(frozen=True, slots=True)
class Held:
    """The posts of one holder (or of one place) in a period, and the days on which they are held."""

    key: str
    posts: tuple[Post, ...]
    days: tuple[Span, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Where these posts are, each place once."""
        return tuple(dict.fromkeys(p.place for p in self.posts if p.place))

    @property
    def place(self) -> str | None:
        """The place, where it is one."""
        return self.places[0] if len(self.places) == 1 else None


class Holders:
    """The roster asked who holds what."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.posts = {post.id: post for post in roster.posts}
        self._employer = {r["id"]: r["organisation"] for r in roster.rows("people")}
        self._by_role: dict[str, list[Post]] = {}
        self._by_person: dict[str, list[Post]] = {}
        for post in roster.posts:
            self._by_role.setdefault(post.role, []).append(post)
            if post.person:
                self._by_person.setdefault(post.person, []).append(post)

    def of(self, one: Entitled, roles: Iterable[str], period: Span) -> Iterator[tuple[Post, Span]]:
        """The posts of some roles where and when an entitlement holds, with their days in the period."""
        days = one.law.within(period)
        if days is None:
            return
        for role in roles:
            for post in self._by_role.get(role, ()):
                held = post.days.within(days)
                if held and post.holder and self.reached(one, post.place) and self._level_fits(one, post):
                    yield post, held

    def of_person(self, person: str, day: date) -> list[Post]:
        """The posts of somebody on a day."""
        return [p for p in self._by_person.get(person, ()) if p.days.first <= day <= p.days.last]

    def reached(self, one: Entitled, place: str | None) -> bool:
        """Whether the regulation reaches a place."""
        return self.roster.reaches(one.head.place, place)

    def _level_fits(self, one: Entitled, post: Post) -> bool:
        only = one.rule.only
        unit = self.roster.organisations.get(post.organisation or "") or {}
        place = self.roster.places.get(post.place or "") or {}
        return (not only.organisation_level or unit.get("level") in only.organisation_level) and (
            not only.place_level or place.get("level") in only.place_level
        )

    def payers(self, one: Entitled, held: Held) -> list[str]:
        """The organisations that pay, as far as the roster knows them."""
        return list(
            dict.fromkeys(o for role in one.rule.payer for p in held.posts for o in self._payer(role, p))
        )

    def own_units(self, held: Held) -> list[str]:
        """The units that sent somebody, else the one that employs them."""
        return list(dict.fromkeys(o for p in held.posts for o in self._payer(OWN, p)))

    def _payer(self, role: str, post: Post) -> list[str]:
        if role in (OWN, ASSISTING):
            own = post.organisation or self._employer.get(post.person or "")
            if own or role == OWN:
                return [own] if own else []
        above = self.roster.upwards(post.place)
        holding = [p for p in self._by_role.get(role, ()) if p.organisation and p.days.within(post.days)]
        near = sorted((above.index(p.place), p.organisation) for p in holding if p.place in above)
        return [o for at, o in near if at == near[0][0] and o]


def held_by(found: Iterable[tuple[str, Post, Span]]) -> list[Held]:
    """Posts put together by their keys, in order of the keys."""
    groups: dict[str, list[tuple[Post, Span]]] = {}
    for key, post, days in found:
        groups.setdefault(key, []).append((post, days))
    return [_held(key, groups[key]) for key in sorted(groups)]


def _held(key: str, those: Sequence[tuple[Post, Span]]) -> Held:
    posts = {post.id: post for post, _ in sorted(those, key=lambda pair: pair[0].id)}
    return Held(key, tuple(posts.values()), union(days for _, days in those))
