"""The monthly sheet of a place: everybody who served there, day by day, with what was confirmed and what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.attendance.faults import Fault, faults_of
from bangfu.site.attendance.kinds import sign
from bangfu.site.attendance.models import Confirmation, Leave
from bangfu.site.attendance.register import Attendance, Month, attendance_of
from bangfu.site.roster.models import Person, Place, Post
from bangfu.site.web.words import word

Row = TypeVar("Row", Post, Leave)
MOST = 400  # people on one sheet


@dataclass(frozen=True)
class Cell:
    """One day of one person."""

    day: int
    signs: str
    words: str  # the same for a reader who does not see the table
    rest: bool
    wrong: bool
    on_leave: bool  # approved, and not ended by a return yet


@dataclass(frozen=True)
class Line:
    """One person's month on the sheet."""

    person: Person
    posts: list[Post]
    attendance: Attendance
    faults: list[Fault]
    confirmation: Confirmation | None
    leaves: list[Leave]

    @property
    def place(self) -> Place | None:
        """Where the person serves: what a confirmation is about."""
        return self.posts[-1].place if self.posts else None

    @property
    def places(self) -> list[Place]:
        """Where the person serves and served, each once."""
        return list(dict.fromkeys(post.place for post in self.posts if post.place))

    @property
    def is_confirmed(self) -> bool:
        """Whether the month was confirmed as it stands now."""
        c = self.confirmation
        return c is not None and (c.upto, c.totals) == (self.attendance.latest, self.attendance.totals)

    @property
    def is_changed(self) -> bool:
        """Whether something came or went after it was confirmed."""
        return self.confirmation is not None and not self.is_confirmed

    @property
    def cells(self) -> list[Cell]:
        """The days in order."""
        month, by_day = self.attendance.month, self.attendance.by_day
        wrong = {f.day for f in self.faults}
        names = {kind: word("activity", kind) for kind in {e.kind for e in self.attendance.entries}}
        found: list[Cell] = []
        for day in month.days:
            kinds = list(dict.fromkeys(e.kind for e in by_day.get(day, [])))
            signs, words = "".join(map(sign, kinds)), "、".join(names[k] for k in kinds)
            away = not kinds and any(leave.start <= day <= leave.end for leave in self.leaves)
            found.append(Cell(day.day, signs, words, day in month.rests, day in wrong, away))
        return found

    @property
    def sums(self) -> list[int]:
        """Days of each kind, in the order of the signs."""
        return list(self.attendance.totals.values())


def sheet(place: Place, month: Month) -> list[Line]:
    """Everybody who holds a resident post in a place during a month, in the order of villages and names."""
    there = Q(place__code__range=(place.code, place.last), role__in=RESIDENT_CADRES, person__isnull=False)
    posts = (
        Post.objects.filter(there & _during(month))
        .select_related("person", "place")
        .order_by("place", "person__key", "id")
    )
    return lines(list(dict.fromkeys(p.person for p in posts[:MOST] if p.person)), month)


def lines(people: list[Person], month: Month) -> list[Line]:
    """The months of some people."""
    ids = [p.pk for p in people]
    posts = _grouped(Post.objects.filter(person__in=ids, place__isnull=False).select_related("place"))
    leaves = _grouped(
        Leave.objects.filter(
            person__in=ids, state=Leave.State.APPROVED, start__lte=month.last, end__gte=month.first
        )
    )
    confirmed = {
        c.person_id: c
        for c in Confirmation.objects.filter(person__in=ids, month=month.first).order_by("confirmed_at", "pk")
    }
    found = attendance_of(ids, month)
    return [
        Line(
            p,
            [post for post in posts[p.pk] if post.role in RESIDENT_CADRES],
            found[p.pk],
            faults_of(found[p.pk], posts[p.pk]),
            confirmed.get(p.pk),
            leaves[p.pk],
        )
        for p in people
    ]


def _during(month: Month) -> Q:
    begun = Q(start__isnull=True) | Q(start__lte=month.last)
    return begun & (Q(end__isnull=True) | Q(end__gte=month.first))


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.person_id or ""].append(row)
    return found
