"""Units that assist more villages at once than is reasonable (a setting, 3 unless said otherwise)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.records import Post, Roster
from bangfu.facts.sentences import sentence


def too_many_villages(roster: Roster, limit: int = 3) -> Iterator[Defect]:
    """One line a unit, for the first day on which it assists the most villages."""
    units: dict[str, list[Post]] = defaultdict(list)
    for post in roster.posts:
        if (
            post.role == "assisting_unit"
            and post.organisation
            and post.place
            and post.days.within(roster.time)
        ):
            units[post.organisation].append(post)
    for unit, posts in units.items():
        if len({p.place for p in posts}) <= limit:
            continue
        day, villages = _most(posts)
        if len(villages) > limit:
            shown = max(day, roster.time.first)
            words = sentence(
                "too_many_villages", name=roster.name(unit), start=shown, count=len(villages), limit=limit
            )
            yield Defect("too_many_villages", "posts.csv", (unit, *sorted(villages)), words)


def _most(posts: list[Post]) -> tuple[date, set[str]]:
    """The first day with the most villages, and those villages."""
    found: tuple[date, set[str]] = (date.min, set())
    for day in sorted({p.days.first for p in posts}):
        villages = {p.place or "" for p in posts if p.days.first <= day <= p.days.last}
        if len(villages) > len(found[1]):
            found = (day, villages)
    return found
