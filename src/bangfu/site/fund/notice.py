"""The public notice of projects: what, where, how much, from which sources, for how many households, who built it. No names.

The public reads one function of the database, where the county chose so (`sql/notice.sql`); offices print the same of what they see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from bangfu.site.fund.models import Project
from bangfu.site.fund.sums import sums_of

TOLD = ("established", "accepted", "closed")  # nothing is told before a project was established


@dataclass(frozen=True)
class Told:
    """A project as the public is told of it; sums in cents."""

    id: str
    name: str
    place_id: int
    place: str
    purpose: str
    budget: int
    paid: int
    state: str
    on: date | None
    sources: Sequence[str]
    households: int
    for_village: bool
    builders: Sequence[str]


def is_open(county: int) -> bool:
    """Whether the county shows its projects to the public."""
    with connection.cursor() as cursor:
        cursor.execute("select discloses_projects(%s)", [county])
        return bool((cursor.fetchone() or (False,))[0])


def disclosed(county: int) -> list[Told]:
    """What the public may learn of a county's projects."""
    with connection.cursor() as cursor:
        cursor.execute("select * from disclosed_projects(%s)", [county])
        return [Told(*row) for row in cursor.fetchall()]


def notice(projects: QuerySet[Project]) -> list[Told]:
    """The same of projects in view, to be printed and posted."""
    found = projects.filter(state__in=TOLD).select_related("place").prefetch_related("uses", "procurements")
    rows = list(
        found.annotate(
            served=Count("beneficiaries", distinct=True),
            since=Max("moves__on", filter=Q(moves__code="establish")),
        ).order_by("place", "name", "pk")
    )
    sums = sums_of({one.pk: one.budget for one in rows})
    return [_told(one, sums[one.pk].paid) for one in rows]


def _told(one: Project, paid: int) -> Told:
    uses, contracts = one.uses.all(), one.procurements.all()  # type: ignore[attr-defined]
    return Told(
        one.pk, one.name, one.place_id, one.place.name, one.purpose, one.budget, paid, one.state,
        one.since, sorted({use.source for use in uses}), one.served, one.for_village,  # type: ignore[attr-defined]
        sorted({c.winner for c in contracts if c.kind != "judged" and c.winner}),
    )  # fmt: skip
