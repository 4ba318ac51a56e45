"""Boards: of a place, of a unit, of a person."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from bangfu.site.duties.calendar_month import neighbours, weeks
from bangfu.site.duties.charts import by_month
from bangfu.site.duties.days import on_day
from bangfu.site.duties.due import lists
from bangfu.site.duties.grid import grid
from bangfu.site.duties.law import law
from bangfu.site.duties.map import features
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.duties.narrowing import of_day
from bangfu.site.duties.place_board import figures_of, place_board
from bangfu.site.duties.places import crumbs, in_view, parts
from bangfu.site.duties.tallies import of_each, tally_since
from bangfu.site.duties.units import people_of, villages_of
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.asked import month_asked, year_asked
from bangfu.site.web.models import Account

LATEST = 15  # entries of a timeline


@opens_for(WORK)
@on_day
def person_duties(request: HttpRequest, pk: str, snapshot: Snapshot) -> HttpResponse:
    """What one person owes."""
    person = get_object_or_404(Person.objects.select_related("organisation"), pk=pk)
    rows = of_day(snapshot).filter(person=person)
    context = {"person": person, "narrowed": f"&person={person.pk}"} | _year(
        request, snapshot, rows, Entry.objects.filter(person=person)
    )
    return render(request, "duties/person.html", context)


@opens_for(WORK)
@on_day
def unit_duties(request: HttpRequest, pk: str, snapshot: Snapshot) -> HttpResponse:
    """What one unit owes, with its people and villages."""
    unit = get_object_or_404(Organisation, pk=pk)
    rows = of_day(snapshot).filter(organisation=unit, person=None)
    context = {
        "unit": unit,
        "narrowed": f"&unit={unit.pk}",
        "people": people_of(unit.pk, snapshot, request.GET.get("page")),
        "villages": villages_of(unit.pk, snapshot),
    }
    context |= _year(request, snapshot, rows, Entry.objects.filter(organisation=unit))
    return render(request, "duties/unit.html", context)


@opens_for(WORK)
@on_day
def place_duties(request: HttpRequest, code: int, snapshot: Snapshot) -> HttpResponse:
    """How a county, township or village stands."""
    account = cast(Account, request.user)
    place = get_object_or_404(in_view(account).select_related("parent__parent"), pk=code)
    context = place_board(account, snapshot, place) | {"crumbs": crumbs(place, account)}
    if place.level == "village":
        village = of_day(snapshot).filter(area=place.pk)
        context |= {"narrowed": f"&place={place.pk}"} | _year(
            request, snapshot, village, Entry.objects.filter(area=place.pk)
        )
    return render(request, "duties/place.html", context)


@opens_for(WORK)
@on_day
def place_map(request: HttpRequest, code: int, snapshot: Snapshot) -> JsonResponse:
    """The parts of a place, coloured by how they stand."""
    account = cast(Account, request.user)
    place = get_object_or_404(in_view(account), pk=code)
    figures = figures_of(account, snapshot, place)
    return JsonResponse(features(list(parts(place)), figures.parts))


@opens_for(WORK)
@on_day
def place_villages(request: HttpRequest, code: int, snapshot: Snapshot) -> JsonResponse:
    """All villages of a county at once, a block a township."""
    account = cast(Account, request.user)
    place = get_object_or_404(in_view(account), pk=code)
    figures = figures_of(account, snapshot, place, grain=1)
    villages = Place.objects.filter(level="village", code__range=(place.code, place.last))
    return JsonResponse(features(list(villages), figures.parts))


def _year(
    request: HttpRequest, snapshot: Snapshot, rows: QuerySet[Verdict], entries: QuerySet[Entry]
) -> dict[str, Any]:
    """What the pages of a person and of a unit have in common: due, missed, a year in cells, a month in days."""
    known, day = law(), snapshot.as_of
    year, month = year_asked(request, day.year), month_asked(request, day)
    tally, first = tally_since(rows, day)
    return {
        "snapshot": snapshot,
        "tally": tally,
        "statuses": of_each(tally),
        **lists(rows, day, known),
        "grid": grid(rows, year, known),
        "year": year,
        "years": list(range(first.year, day.year + 1)),
        "weeks": weeks(month, rows, entries, known),
        "month": month,
        "months": neighbours(month),
        "latest": entries.prefetch_related("household", "place").order_by("-on", "-seq")[:LATEST],
        "chart": by_month(rows, day),
    }
