"""Who leaves a post after a recall, and who holds it since; or whether a head who has to take a post has taken it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bangfu.site.cases.machine import STANDING
from bangfu.site.cases.models import Case
from bangfu.site.roster.models import Post

RECALL, TAKES_POST = "recall_procedure", "head_takes_post"


@dataclass(frozen=True)
class Takeover:
    """The posts that are left, and those that were begun since the decision: `sql/recalls.sql` asks the same."""

    left: list[Post]
    taken: list[Post]


def takeover(case: Case) -> Takeover | None:
    """What the roster says of a decided recall, or of a head who takes a post; None for every other case."""
    if case.measure not in (RECALL, TAKES_POST) or case.state not in STANDING:
        return None
    span = (case.place.code, case.place.last)
    here = Post.objects.filter(place__code__range=span, person__isnull=False).select_related(
        "person", "place"
    )
    own = here.filter(person=case.person_id).order_by("-start", "pk")
    if case.measure == TAKES_POST:
        return Takeover([], list(own.filter(start__gte=case.decided_on)))
    return Takeover(list(own), list(_after(here, own).exclude(person=case.person_id)))


def _after(here: QuerySet[Post], own: QuerySet[Post]) -> QuerySet[Post]:
    """Posts of the same kind that began when the last of these had ended; none while one of them is held."""
    last = own.filter(end__isnull=False).order_by("-end", "pk").first()
    if last is None or own.filter(end=None).exists():
        return Post.objects.none()
    return here.filter(role=last.role, place=last.place_id, start__gte=last.end).order_by("start", "pk")
