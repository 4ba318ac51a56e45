"""What a place was tagged with on a day: its tags are the last, and each retyping is undone backwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from bangfu.facts.roster.records import Roster
from bangfu.facts.roster.spans import Span


class Tags:
    """The tags of places with their days."""

    def __init__(self, roster: Roster, as_of: date) -> None:
        self._now = {code: (p["tags"] or "").split() for code, p in roster.places.items()}
        changes: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
        for row in sorted(roster.rows("retypings"), key=lambda r: r["on"], reverse=True):
            changes[row["place"], row["tag"]].append(row)
        self._changes = dict(changes)
        self._as_of = as_of

    def has(self, place: str, tag: str, day: date) -> bool:
        """Whether a place has a tag on a day; "!tag" asks for places without it."""
        name = tag.removeprefix("!")
        there = name in self._now.get(place, ())
        for change in self._changes.get((place, name), ()):  # the latest first
            if change["on"] > day:
                there = change["change"] == "taken"
        return there != tag.startswith("!")

    def changed(self, place: str, tag: str, days: Span) -> list[date]:
        """On which days after the first the tag was given or taken, as far as that is known."""
        found = self._changes.get((place, tag.removeprefix("!")), ())
        return sorted(c["on"] for c in found if days.first < c["on"] <= min(days.last, self._as_of))
