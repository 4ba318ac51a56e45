"""Rows of posts that say nothing, or what another table says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bangfu.errors import Problem
from bangfu.facts.roster.defect import Defect
from bangfu.facts.roster.records import Roster
from bangfu.facts.sentences import sentence

HELPER = "responsible_helper"  # whoever is paired with a household


def odd_posts(roster: Roster, problems: Iterable[Problem]) -> Iterator[Defect]:
    """One line a post that nobody holds, or whose role is held by being paired with a household."""
    told = {dict(p.details).get("id") for p in problems if p.column in ("person", "organisation")}
    for post in roster.posts:
        if post.holder is None and post.id not in told:
            words = sentence("post_without_holder", role=post.role)
            yield Defect("post_without_holder", "posts.csv", (post.id, post.role), words)
        if post.role == HELPER:
            yield Defect("post_by_pairing", "posts.csv", (post.id, post.role), sentence("post_by_pairing"))
