"""What a group lacks, by name: listed, never passed over; nothing here is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bangfu.regulation.vocabulary import RESIDENT_CADRES
from bangfu.site.groups import sheets
from bangfu.site.groups.distribution import register
from bangfu.site.groups.models import Assessment, Group, Member, Review, Team
from bangfu.site.groups.standing import on_roster
from bangfu.site.groups.words import RULES, notes_of
from bangfu.site.roster.holding import holding
from bangfu.site.roster.models import Household, Organisation, Pairing, Person, Post

SECRETARY = "township_party_secretary"


@dataclass(frozen=True)
class Gap:
    """One thing that is not there: `kind` is a note where one is missing; whom, which household or year it is about."""

    code: str
    kind: str = ""
    person: Person | None = None
    unit: Organisation | None = None
    household: Household | None = None
    year: int | None = None


def gaps(group: Group, day: date) -> list[Gap]:
    """Everything that a group lacks on a day, the people first."""
    return [
        *_people(group, day),
        *_rules(group, day),
        *_teams(group, day),
        *_papers(group, day),
        *_years(group, day),
    ]


def together(found: list[Gap]) -> list[tuple[Gap, list[str]]]:
    """Gaps of one code with whom each is about once, and the kinds of what is missing there."""
    kinds: dict[tuple[str, ...], tuple[Gap, list[str]]] = {}
    for gap in found:
        whom = tuple(str(getattr(one, "pk", "")) for one in (gap.person, gap.unit, gap.household, gap.year))
        kinds.setdefault(whom, (gap, []))[1].append(gap.kind)
    return [(gap, [kind for kind in of if kind]) for gap, of in kinds.values()]


def _people(group: Group, day: date) -> Iterator[Gap]:
    """No leader (GI-03), a leader who is not the secretary and nobody says why (GI-04), members only the roster knows."""
    leader = next((m for m in sheets.members(group, day) if m.role == "leader"), None)
    if leader is None:
        yield Gap("no_leader")
    elif not leader.reason.strip() and not is_secretary(leader):
        yield Gap("not_secretary", person=leader.person)
    yield from (Gap("not_on_roster", person=person) for person in on_roster(group, day))


def is_secretary(member: Member) -> bool:
    """Whether the roster has somebody as secretary of the township's Party committee on their first day in the group."""
    posts = Post.objects.filter(role=SECRETARY, person=member.person_id, place=member.group.place_id)
    return holding(posts, member.start).exists()


def _rules(group: Group, day: date) -> Iterator[Gap]:
    """GI-42."""
    written = sheets.texts(group, day)
    yield from (Gap("no_rule", kind) for kind in RULES if (kind, "") not in written)


def _teams(group: Group, day: date) -> Iterator[Gap]:
    """GI-06: households of a village with a team that nobody of it is linked to."""
    at = (group.place.code, group.place.last)
    for team in holding(Team.objects.filter(village__code__range=at).select_related("village"), day):  # type: ignore[type-var]
        sent = Post.objects.filter(role__in=RESIDENT_CADRES, place=team.village_id, organisation=team.unit_id)
        ours = Q(person=team.leader_id) | Q(person__in=holding(sent, day).values("person"))
        linked = holding(Pairing.objects.filter(ours, place=team.village_id), day)
        homes = register(team.village, day).exclude(pk__in=linked.values("household"))
        yield from (
            Gap("team_uncovered", household=home, unit=team.unit) for home in homes.select_related("place")
        )


def _papers(group: Group, day: date) -> Iterator[Gap]:
    """Papers of units that sent somebody (GI-48), conditions of whoever lives there (GI-49)."""
    of_units, of_people = (sheets.texts(group, day, whose) for whose in ("unit", "person"))
    for unit in senders(group, day):
        yield from (
            Gap("unit_paper", kind, unit=unit) for kind in notes_of("unit") if (kind, unit.pk) not in of_units
        )
    for person in residents(group, day):
        wanted = (kind for kind in notes_of("person") if (kind, person.pk) not in of_people)
        yield from (Gap("no_condition", kind, person=person) for kind in wanted)


def senders(group: Group, day: date) -> list[Organisation]:
    """The units that have somebody in the group, or a team in one of its villages."""
    here = holding(Member.objects.filter(group=group, unit__isnull=False), day).values("unit")  # type: ignore[type-var]
    at = (group.place.code, group.place.last)
    teams = holding(Team.objects.filter(village__code__range=at), day).values("unit")  # type: ignore[type-var]
    return list(Organisation.objects.filter(Q(pk__in=here) | Q(pk__in=teams)))


def residents(group: Group, day: date) -> list[Person]:
    """Who was sent to work in the township or its villages and has to live there (四(三)/c-d)."""
    sent = holding(Member.objects.filter(group=group, source__in=("dispatched", "team_leader")), day)  # type: ignore[type-var]
    at = (group.place.code, group.place.last)
    posts = holding(
        Post.objects.filter(role__in=RESIDENT_CADRES, place__code__range=at, person__isnull=False), day
    )
    return list(
        Person.objects.filter(Q(pk__in=sent.values("person")) | Q(pk__in=posts.values("person"))).order_by(
            "key", "pk"
        )
    )


def _years(group: Group, day: date) -> Iterator[Gap]:
    """Assessment and reviews of the last whole year (GI-44)."""
    year = day.year - 1
    if group.set_up_on.year > year:
        return
    if not Assessment.objects.filter(group=group, year=year).exists():
        yield Gap("no_assessment", year=year)
    given = Review.objects.filter(place=group.place_id, year=year).values("person")
    yield from (
        Gap("no_review", person=person, year=year) for person in linked_in(group, year).exclude(pk__in=given)
    )


def linked_in(group: Group, year: int) -> QuerySet[Person]:
    """Who was linked to a household of the township on some day of a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    begun, still = Q(start=None) | Q(start__lte=last), Q(end=None) | Q(end__gte=first)
    pairs = Pairing.objects.filter(begun, still, place__code__range=(group.place.code, group.place.last))
    return Person.objects.filter(pk__in=pairs.values("person")).order_by("key", "pk")
