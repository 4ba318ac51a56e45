"""Whose a row is: the bodies that a check, an answer, a figure or a verdict is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bangfu.assessment.bodies import Bodies, Body
from bangfu.assessment.scheme import Subject, SubjectKind
from bangfu.facts.roster.records import Post
from bangfu.regulation.vocabulary import RESIDENT_CADRES


@dataclass(frozen=True, slots=True)
class Row:
    """A row as far as it says whose it is. A figure names its area, anything else a day and a place."""

    id: str
    on: date
    person: str | None = None
    organisation: str | None = None
    place: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """The bodies that a row may be about; not `sure` where it cannot be told which of them."""

    bodies: tuple[Body, ...]
    sure: bool


class Belonging:
    """The roster asked whose rows are."""

    def __init__(self, bodies: Bodies) -> None:
        self.bodies = bodies
        self.roster = bodies.roster
        self._employer = {r["id"]: r["organisation"] for r in self.roster.rows("people")}

    @cached_property
    def _posts(self) -> dict[str, list[Post]]:
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.roster.posts:
            if post.person and post.role in RESIDENT_CADRES:
                found[post.person].append(post)
        return dict(found)

    def fits(self, row: Row) -> list[tuple[SubjectKind, Fit]]:
        """For each kind of body assessed, whose the row is."""
        return [(subject.kind, self._fit(subject, row)) for subject in self.bodies.scheme.subject]

    def unit(self, body: Body) -> str | None:
        """The unit to which a helper belongs."""
        return self._employer.get(body.subject) if body.kind == "helper" else None

    def _fit(self, subject: Subject, row: Row) -> Fit:
        place = row.place or self._served(row)
        named = self._named(subject, row, place)
        found = [b for s in named for b in self.bodies.by_subject.get((subject.kind, s), ())]
        area = row.area or self.bodies.area(place)
        if area is not None:
            found = [b for b in found if b.area == area]
        return Fit(tuple(found), len(found) == 1)

    def _named(self, subject: Subject, row: Row, place: str | None) -> Iterable[str]:
        """The ids that a row names, itself or by who serves where."""
        if subject.kind == "helper":
            return [row.person] if row.person else []
        above = self.roster.upwards(place)
        if subject.level is not None:
            return [c for c in above if (self.roster.places.get(c) or {}).get("level") == subject.level]
        if row.organisation is not None:
            return [row.organisation]
        if row.person is not None and subject.kind == "unit":
            return self._senders(row, above)
        held = [p for code in above for p in self.bodies.posts.get(code, ()) if p.role == subject.role]
        return dict.fromkeys(p.organisation for p in held if p.organisation and _on(p, row.on))

    def _senders(self, row: Row, above: list[str]) -> list[str]:
        """The unit that sent a cadre to where the row says, else the one that employs this person."""
        posts = [p for p in self._posts.get(row.person or "", ()) if _on(p, row.on)]
        sent = [p.organisation for p in posts if p.organisation and (not above or p.place in above)]
        own = self._employer.get(row.person or "")
        return list(dict.fromkeys(sent)) or ([own] if own else [])

    def _served(self, row: Row) -> str | None:
        """Where a cadre served on a day, if in one place only."""
        places = {p.place for p in self._posts.get(row.person or "", ()) if _on(p, row.on)}
        return places.pop() if len(places) == 1 else None


def _on(post: Post, day: date) -> bool:
    return post.days.first <= day <= post.days.last
