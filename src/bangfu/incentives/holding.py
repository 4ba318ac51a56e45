"""Who held which role where a regulation reaches, within some days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bangfu.accountability.holders import HELPER
from bangfu.facts.case import Case
from bangfu.facts.roster.records import Post, Roster
from bangfu.facts.roster.spans import Span, span
from bangfu.regulation.model import Head
from bangfu.regulation.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, or of an organisation's role the organisation, with the posts held in these roles."""

    id: str
    posts: tuple[Post, ...]


class Holdings:
    """The roster asked who holds what; being paired with a household is a post at its place."""

    def __init__(self, case: Case, words: Vocabulary) -> None:
        self.roster = Roster(case)
        self.words = words
        self.people = {r["id"]: r for r in self.roster.rows("people")}

    @cached_property
    def by_role(self) -> Mapping[str, list[Post]]:
        """All posts by role, in order of their days."""
        found: dict[str, list[Post]] = defaultdict(list)
        for post in sorted((*self.roster.posts, *self._pairings()), key=lambda p: (p.days, p.id)):
            found[post.role].append(post)
        return found

    @cached_property
    def by_holder(self) -> Mapping[str, list[Post]]:
        """All posts by who holds them."""
        found: dict[str, list[Post]] = defaultdict(list)
        for posts in self.by_role.values():
            for post in posts:
                found[self.holder(post) or ""].append(post)
        return found

    def _pairings(self) -> Iterator[Post]:
        homes = {r["id"]: r["place"] for r in self.roster.rows("households")}
        for r in self.roster.rows("pairings"):
            employer = (self.people.get(r["person"]) or {}).get("organisation")
            days = span(r["start"], r["end"])
            yield Post(r["id"], HELPER, r["person"], employer, homes.get(r["household"]), days)

    def holder(self, post: Post) -> str | None:
        """Who holds a post: of an organisation's role the organisation, whoever signs for it."""
        return post.organisation if post.role in self.words.organisation_roles else post.person

    def staff_type(self, id_: str) -> str | None:
        """Of which kind of staff a person is, where that is known."""
        return (self.people.get(id_) or {}).get("staff_type")

    def is_unit(self, id_: str) -> bool:
        """Whether an id is an organisation's."""
        return id_ in self.roster.organisations

    def among(self, roles: Iterable[str], head: Head, days: Span) -> list[Holder]:
        """Who held one of these roles on a day of these, where a document reaches, by id."""
        found: dict[str, list[Post]] = defaultdict(list)
        for role in dict.fromkeys(roles):
            for post in self.by_role.get(role, ()):
                who = self.holder(post)
                if who and post.days.within(days) and self.reaches(head, post):
                    found[who].append(post)
        return [Holder(who, tuple(found[who])) for who in sorted(found)]

    def of(self, id_: str, roles: Sequence[str], head: Head, days: Span) -> Holder:
        """What one person or organisation held of these roles; without any post where it held none."""
        posts = [p for p in self.by_holder.get(id_, ()) if p.role in roles]
        return Holder(id_, tuple(p for p in posts if p.days.within(days) and self.reaches(head, p)))

    def reaches(self, head: Head, post: Post) -> bool:
        """Whether a post lies where a document reaches: at its place, else where its unit is."""
        unit = self.roster.organisations.get(post.organisation or "") or {}
        return self.roster.reaches(head.place, post.place or unit.get("place"))

    def within_reach(self, head: Head) -> bool:
        """Whether the case has any place where a document reaches."""
        return any(self.roster.reaches(head.place, code) for code in self.roster.places)


def in_force(head: Head, first: date, last: date) -> Span | None:
    """The days between two on which a document is in force."""
    return Span(head.start, head.end or date.max).within(Span(first, last))
