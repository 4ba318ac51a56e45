"""A unit as its home page and board show it: its people by name, its villages, each with how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from bangfu.paper.model import Tally
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.roster.models import Person, Place, Post

ON_A_PAGE = 30  # people


@dataclass(frozen=True)
class Standing:
    """Somebody or somewhere, and the verdicts of this year's periods."""

    of: Person | Place
    tally: Tally


def people_of(unit: str | None, snapshot: Snapshot, page: str | None) -> Page:
    """A page of a unit's people who owe something, by name: an order that says nothing about anybody."""
    people = {p.pk: p for p in Person.objects.filter(organisation=unit).order_by("key", "pk")}
    rows = Verdict.objects.filter(snapshot=snapshot, person__in=list(people))
    this_year = rows.filter(period_end__gte=snapshot.as_of.replace(month=1, day=1))
    of = _tallies(this_year.order_by().values_list("person_id", "status").annotate(Count("pk")))
    standings = [Standing(p, of[pk]) for pk, p in people.items() if pk in of]
    return Paginator(standings, ON_A_PAGE).get_page(page)


def villages_of(unit: str | None, snapshot: Snapshot) -> list[Standing]:
    """The villages that a unit assists on the day, with the duties that the unit owes there."""
    held = Q(end=None) | Q(end__gte=snapshot.as_of)
    posts = Post.objects.filter(held, role="assisting_unit", organisation=unit)
    villages = Place.objects.filter(pk__in=posts.values("place")).select_related("parent")
    rows = Verdict.objects.filter(snapshot=snapshot, organisation=unit, place__in=posts.values("place"))
    of = _tallies(rows.order_by().values_list("place_id", "status").annotate(Count("pk")))
    return [Standing(v, of.get(v.pk, Tally())) for v in villages]


def _tallies(counted: Iterable[tuple[Hashable, str, int]]) -> dict[Hashable, Tally]:
    found: dict[Hashable, dict[str, int]] = defaultdict(dict)
    for key, status, number in counted:
        found[key][status] = number
    return {key: Tally(**counts) for key, counts in found.items()}
