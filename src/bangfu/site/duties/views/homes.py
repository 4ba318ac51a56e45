"""The page on which each kind of person lands."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bangfu.paper.model import Tally
from bangfu.site.duties.days import on_day
from bangfu.site.duties.due import lists
from bangfu.site.duties.exempting import waiting
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.duties.narrowing import of_day
from bangfu.site.duties.place_board import place_board
from bangfu.site.duties.tallies import of_each, tally_of
from bangfu.site.duties.units import people_of, villages_of
from bangfu.site.duties.visits import paired_with, unvisited
from bangfu.site.roster.models import Place
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.workdays.official import unknown_years


@opens_for("person")
@on_day
def home_person(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """A cadre or helper: what is due, what is done, what was missed and why; one button to record."""
    account = cast(Account, request.user)
    mine = of_day(snapshot).filter(person=account.person_id)
    context = {
        "snapshot": snapshot,
        "narrowed": f"&period={snapshot.as_of.year}",
        **lists(mine, snapshot.as_of, law(), with_done=True),
        "statuses": of_each(_this_year(mine, snapshot)),
    }
    if account.person:
        paired = paired_with(account.person, snapshot.as_of)
        context |= {
            "paired": paired.exists(),
            "unvisited": unvisited(paired, account.person, snapshot.as_of),
        }
    return render(request, "duties/home_person.html", context)


@opens_for("unit")
@on_day
def home_unit(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """A unit's leader or contact: the unit's own duties, its people by name, its villages."""
    unit, every = cast(Account, request.user).organisation_id, of_day(snapshot)
    own = every.filter(organisation=unit, person=None)
    context = {
        "snapshot": snapshot,
        "narrowed": f"&period={snapshot.as_of.year}",
        **lists(own, snapshot.as_of, law()),
        "statuses": of_each(_this_year(every, snapshot)),
        "people": people_of(unit, snapshot, request.GET.get("page")),
        "villages": villages_of(unit, snapshot),
    }
    return render(request, "duties/home_unit.html", context)


@opens_for("area")
@on_day
def home_area(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """A township or county: how it stands, the gaps that matter, and what needs a decision."""
    account = cast(Account, request.user)
    place = get_object_or_404(Place, pk=account.area_id)
    context = place_board(account, snapshot, place) | {"waiting": waiting(account), "home": True}
    context["unknown_years"] = unknown_years() if account.may("regulations") else []
    return render(request, "duties/home_area.html", context)


def _this_year(rows: QuerySet[Verdict], snapshot: Snapshot) -> Tally:
    """Of all periods that share a day with the year, as the lists do that the figures lead to."""
    year = snapshot.as_of.year
    return tally_of(rows.filter(period_start__lte=date(year, 12, 31), period_end__gte=date(year, 1, 1)))
