"""Who may not inspect what: the own unit and township, the village one helps or one's unit helps, declared ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bangfu.errors import Problem
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Organisation, Pairing, Person, Place, Post
from bangfu.site.supervision.models import Tie

TOWNSHIP = 10**3
BELOW_COUNTY = ("township", "village")
Target = Place | Organisation

# What keeps somebody away, in both languages.
CAUSES: dict[str, tuple[str, str]] = {
    "own_unit": ("{name}是本单位的人", "{name} belongs to the unit"),
    "own_township": ("{name}在本乡镇任职", "{name} holds a post in the township"),
    "helps": ("{name}在那里结对帮扶", "{name} helps a household there"),
    "unit_helps": ("{name}的单位帮扶那里", "the unit of {name} assists there"),
    "tie": ("{name}申报过关系（{why}）", "{name} declared a tie ({why})"),
}


@dataclass(frozen=True)
class Bar:
    """What keeps a person from one place with all below it and around it, or from one unit."""

    person: Person
    cause: str
    first: int = 0
    last: int = -1
    organisation: str = ""
    why: str = ""

    def stands_against(self, target: Target) -> bool:
        """Whether a place overlaps this one, or a unit is this one."""
        if isinstance(target, Organisation):
            return self.organisation == target.pk
        return self.first <= target.last and target.code <= self.last

    @property
    def words(self) -> tuple[str, str]:
        """In Chinese and in English."""
        zh, en = CAUSES[self.cause]
        told = {"name": str(self.person), "why": self.why}
        return zh.format_map(told), en.format_map(told)

    def problem(self, target: Target, column: str) -> Problem:
        """What is told where somebody sends that person nevertheless."""
        zh, en = self.words
        return Problem(
            "team_conflict", column=column, value=str(target), details=(("zh_why", zh), ("en_why", en))
        )


def bars_of(people: Iterable[Person], day: date) -> dict[str, list[Bar]]:
    """Everything that keeps some people away on a day, by person."""
    known = {p.pk: p for p in people}
    found: dict[str, list[Bar]] = defaultdict(list)
    for bar in (*_posts(known, day), *_helped(known, day), *_units(known, day), *_ties(known)):
        found[bar.person.pk].append(bar)
    return found


def against(bars: Iterable[Bar], target: Target) -> list[Bar]:
    """Those that stand against a target, one a person and cause."""
    standing = {(b.person.pk, b.cause): b for b in bars if b.stands_against(target)}
    return list(standing.values())


def _posts(known: dict[str, Person], day: date) -> Iterator[Bar]:
    """A post in a village keeps one from the whole township; a post of the county from none."""
    rows = holding(Post.objects.filter(person__in=known), day).select_related("place")
    for post in rows:
        person = known[post.person_id or ""]
        if post.organisation_id:
            yield Bar(person, "own_unit", organisation=post.organisation_id)
        if post.place and post.place.level in BELOW_COUNTY:
            yield _around(person, post.place)


def _units(known: dict[str, Person], day: date) -> Iterator[Bar]:
    """The own unit, its seat below the county, and the villages that it assists."""
    units = {p.organisation_id for p in known.values() if p.organisation_id}
    seats = Organisation.objects.select_related("place").in_bulk(list(units))
    rows = holding(Post.objects.filter(role="assisting_unit", organisation__in=units), day).select_related(
        "place"
    )
    assisted: dict[str, list[Place]] = defaultdict(list)
    for post in rows:
        if post.place and post.organisation_id:
            assisted[post.organisation_id].append(post.place)
    for person in known.values():
        unit = person.organisation_id
        if not unit:
            continue
        yield Bar(person, "own_unit", organisation=unit)
        seat = seats[unit].place if unit in seats else None
        if seat and seat.level in BELOW_COUNTY:
            yield _around(person, seat)
        for place in assisted[unit]:
            yield Bar(person, "unit_helps", place.code, place.last)


def _helped(known: dict[str, Person], day: date) -> Iterator[Bar]:
    rows = holding(Pairing.objects.filter(person__in=known, place__isnull=False), day)
    places = Place.objects.in_bulk(list(rows.values_list("place", flat=True)))
    for person, code in set(rows.values_list("person", "place")):
        yield Bar(known[person], "helps", code, places[code].last)


def _ties(known: dict[str, Person]) -> Iterator[Bar]:
    for tie in Tie.objects.filter(person__in=known, ended=False).select_related("place"):
        person = known[tie.person_id]
        if tie.place:
            yield Bar(person, "tie", tie.place.code, tie.place.last, why=tie.reason)
        else:
            yield Bar(person, "tie", organisation=tie.organisation_id or "", why=tie.reason)


def _around(person: Person, place: Place) -> Bar:
    first = place.code // TOWNSHIP * TOWNSHIP
    return Bar(person, "own_township", first, first + TOWNSHIP - 1)
