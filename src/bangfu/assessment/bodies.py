"""Who is assessed: the units, townships, groups or helpers of a year, each in each of its areas where areas are ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bangfu.assessment.scheme import Scheme, Subject, SubjectKind
from bangfu.facts.roster.records import Post, Roster
from bangfu.facts.roster.spans import Span, span, uncovered
from bangfu.regulation.model import Head


@dataclass(frozen=True, slots=True)
class Body:
    """One that is assessed: an organisation, a place by its code, or a person. `area` where areas are ranked."""

    kind: SubjectKind
    subject: str
    area: str | None = None


class Bodies:
    """The bodies of a scheme in a year, with the days on which each was one."""

    def __init__(self, roster: Roster, scheme: Scheme, head: Head, days: Span) -> None:
        self.roster, self.scheme, self.head, self.days = roster, scheme, head, days
        held: dict[Body, list[Span]] = defaultdict(list)
        for subject in scheme.subject:
            for body, spans in self._found(subject):
                held[body].append(spans)
        self.held = {body: held[body] for body in sorted(held, key=self._order)}

    def _order(self, body: Body) -> tuple[object, ...]:
        kinds = [s.kind for s in self.scheme.subject]
        return kinds.index(body.kind), body.area is None, body.area or "", body.subject

    @cached_property
    def by_subject(self) -> dict[tuple[SubjectKind, str], list[Body]]:
        """The bodies of each organisation, place or person: several where it has several areas."""
        found: dict[tuple[SubjectKind, str], list[Body]] = defaultdict(list)
        for body in self.held:
            found[body.kind, body.subject].append(body)
        return dict(found)

    @cached_property
    def posts(self) -> dict[str, list[Post]]:
        """The posts of the roles assessed, by place."""
        roles = {s.role for s in self.scheme.subject}
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.roster.posts:
            if post.role in roles and post.place:
                found[post.place].append(post)
        return dict(found)

    def served(self, body: Body) -> list[Span]:
        """The stretches of the year on which a body was one."""
        gaps = uncovered(self.days, self.held[body])
        return uncovered(self.days, gaps)

    def area(self, place: str | None) -> str | None:
        """The area in which a place lies: its own, or that of the nearest place above it."""
        if not self.scheme.per_area:
            return None
        known = self.roster.places
        return next((a for c in self.roster.upwards(place) if (a := (known.get(c) or {}).get("area"))), None)

    def _found(self, subject: Subject) -> Iterator[tuple[Body, Span]]:
        if subject.kind == "helper":
            yield from self._helpers()
        elif subject.level is not None:
            for code, place in self.roster.places.items():
                if place["level"] == subject.level and self._reached(code):
                    yield Body(subject.kind, code, self.area(code)), self.days
        else:
            yield from self._holders(subject)

    def _holders(self, subject: Subject) -> Iterator[tuple[Body, Span]]:
        for post in self.roster.posts:
            days = post.days.within(self.days)
            if post.role != subject.role or post.organisation is None or days is None:
                continue
            level = (self.roster.organisations.get(post.organisation) or {}).get("level")
            fits = not subject.organisation_level or level in subject.organisation_level
            if fits and self._reached(post.place):
                yield Body(subject.kind, post.organisation, self.area(post.place)), days

    def _helpers(self) -> Iterator[tuple[Body, Span]]:
        homes = {r["id"]: r["place"] for r in self.roster.rows("households")}
        for row in self.roster.rows("pairings"):
            days = span(row["start"], row["end"]).within(self.days)
            if days is not None and self._reached(homes.get(row["household"])):
                yield Body("helper", row["person"]), days

    def _reached(self, place: str | None) -> bool:
        return self.roster.reaches(self.head.place, place)
