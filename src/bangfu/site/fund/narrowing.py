"""The pool of projects: which of them a list, a picture or a file is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Max, Min, QuerySet

from bangfu.site.fund.machine import STATES
from bangfu.site.fund.models import Plan, Project
from bangfu.site.fund.words import WORDS
from bangfu.site.roster.models import Place
from bangfu.site.web.asked import plain


def narrowed(asked: Mapping[str, Any]) -> QuerySet[Project]:
    """The projects that filters leave; what a filter does not know changes nothing. A year is one of the plan that it follows."""
    found = Project.objects.all()
    if (state := asked.get("state", "")) in STATES:
        found = found.filter(state=state)
    if (purpose := asked.get("purpose", "")) in WORDS.codes("purpose"):
        found = found.filter(purpose=purpose)
    if (year := asked.get("year", "")).isdecimal() and len(year) == 4:
        found = found.filter(item__plan__start_year__lte=int(year), item__plan__end_year__gte=int(year))
    place = str(asked.get("place", ""))
    if place.isdecimal() and (at := Place.objects.filter(pk=int(place[:15])).first()):
        found = found.filter(place__code__range=(at.code, at.last))
    if text := plain(asked.get("q", ""), 100):
        found = found.filter(name__icontains=text)
    return found


def years() -> list[tuple[str, str]]:
    """The years of the plans in view, the latest first, as a filter offers them."""
    span = Plan.objects.aggregate(first=Min("start_year"), last=Max("end_year"))
    if span["first"] is None:
        return []
    return [(str(year), str(year)) for year in range(span["last"], span["first"] - 1, -1)]
