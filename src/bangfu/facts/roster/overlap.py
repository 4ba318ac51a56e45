"""Overlaps: a post for one held by two, or the same thing recorded twice for the same days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.records import Post, Roster
from bangfu.facts.roster.spans import Span, span
from bangfu.facts.sentences import Sentence, sentence
from bangfu.regulation.vocabulary import shared_vocabulary

# What a role can have only one holder of at a time. A township may have several leaders in charge of villages in it,
# and a county a lead unit of each level.
EXCLUSIVE: dict[str, str] = {
    "unit_head": "organisation",
    "first_secretary": "village",
    "team_leader": "village",
    "county_liaison_leader": "township",
    "lead_unit": "level",
    "township_party_secretary": "township",
    "township_group_leader": "township",
    "township_chief_team_leader": "township",
    "county_chief_team_leader": "county",
    "province_liaison_leader": "county",
}


def overlaps(roster: Roster) -> Iterator[Defect]:
    """One line a pair of rows that hold on the same days."""
    exclusive, same = defaultdict[Hashable, list[Post]](list), defaultdict[Hashable, list[Post]](list)
    for post in roster.posts:
        if post.holder is not None:
            same[post.role, post.person, post.organisation, post.place].append(post)
            seat = _seat(roster, post)
            if seat is not None:
                exclusive[post.role, seat].append(post)
    for posts in exclusive.values():
        yield from _pairs(posts, roster, lambda a, b: a.holder != b.holder, _by_two)
    for posts in same.values():
        yield from _pairs(posts, roster, lambda _a, _b: True, _twice)
    yield from _pairings(roster)


def _seat(roster: Roster, post: Post) -> Hashable | None:
    """What the role can have only one holder of; None where it can have several."""
    where = EXCLUSIVE.get(post.role)
    if where == "organisation":
        return post.organisation
    if where == "level" and post.place:
        return post.place, (roster.organisations.get(post.organisation or "") or {}).get("level")
    place = roster.places.get(post.place or "")
    return post.place if place and place["level"] == where else None


def _by_two(roster: Roster, a: Post, days: Span) -> Sentence:
    word = shared_vocabulary()
    where = roster.name(a.organisation if a.role == "unit_head" else a.place)
    blanks = {"where": where, "start": days.first, "end": days.last}
    zh = sentence("overlap_post", role=word.name("role", a.role), **blanks).zh
    return Sentence(zh, sentence("overlap_post", role=word.name("role", a.role, "en"), **blanks).en)


def _twice(roster: Roster, a: Post, days: Span) -> Sentence:
    name = " ".join(filter(None, (a.role, a.person, a.organisation, a.place)))
    return sentence("overlap_same", name=name, start=days.first, end=days.last)


def _pairs(
    posts: Iterable[Post],
    roster: Roster,
    clash: Callable[[Post, Post], bool],
    tell: Callable[[Roster, Post, Span], Sentence],
) -> Iterator[Defect]:
    earlier: list[Post] = []
    for post in sorted(posts, key=lambda p: (p.days, p.id)):
        earlier = [p for p in earlier if p.days.last >= post.days.first]
        for other in earlier:
            common = other.days.within(post.days)
            shown = common and (common.within(roster.time) or common)
            if shown and clash(other, post):
                yield Defect("overlap", "posts.csv", (other.id, post.id), tell(roster, post, shown))
        earlier.append(post)


def _pairings(roster: Roster) -> Iterator[Defect]:
    """The same person paired with the same household twice for the same days."""
    last: dict[tuple[str, str], tuple[Span, str]] = {}
    rows = [(span(r["start"], r["end"]), r) for r in roster.rows("pairings")]
    for days, row in sorted(rows, key=lambda item: (item[0], item[1]["id"])):
        pair = (row["person"], row["household"])
        if pair in last and (common := last[pair][0].within(days)):
            shown = common.within(roster.time) or common
            words = sentence("overlap_same", name=" ".join(pair), start=shown.first, end=shown.last)
            yield Defect("overlap", "pairings.csv", (last[pair][1], row["id"]), words)
        if pair not in last or days.last > last[pair][0].last:
            last[pair] = (days, row["id"])
