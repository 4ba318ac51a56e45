"""What is missing of households, by name, and who stood by them on every day of the year."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.duties.places import choices as places
from bangfu.site.household.listing import ORDER
from bangfu.site.measures.contact import helped, lines
from bangfu.site.measures.forms.plans import OF_COUNTY
from bangfu.site.measures.gaps import counted
from bangfu.site.measures.missing import alone_in
from bangfu.site.measures.missing import missing as missing_in
from bangfu.site.measures.recording import setting_of
from bangfu.site.measures.words import GRAVE, choices
from bangfu.site.roster.codes import EVERYWHERE, county_at
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Picked, any_of

PAGE = 30
SHOWN = Household.objects.select_related("place", "place__parent")


@opens_for(WORK)
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """The households in view, each with what it still lacks; a helper's are their own."""
    user, day, at = cast(Account, request.user), today(), _at(request)
    found, code = missing_in(user, day, at), request.GET.get("gap", "")
    listed = helped(Household.objects.filter(place__gte=at[0], place__lte=at[1]), day, day)
    wanted = listed.filter(pk__in=any_of(found.with_gap(code))) if code in GRAVE else listed
    page = Picked(wanted.order_by(*ORDER), PAGE, SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(household, found.by_household.get(household.pk, ())) for household in page.object_list],
        "counts": counted(gap for of in found.by_household.values() for gap in of),
        "worked_out": found.at,
        "kinds": choices("gap"),
        "gap": code,
        "enrolment": found.enrolled,
        "setting": setting_of(day),
        "places": places(user, request.GET.get("place")),
        "deeds": offered(user, OF_COUNTY) if _county(user) else [],
        "day": day,
    }
    return render(request, "measures/missing.html", context)


@opens_for(WORK)
@require_safe
def contact_page(request: HttpRequest) -> HttpResponse:
    """The year of every household as a line: who helped it, and the days on which nobody did."""
    user, last, at = cast(Account, request.user), today(), _at(request)
    first = last.replace(month=1, day=1)
    found = helped(Household.objects.filter(place__gte=at[0], place__lte=at[1]), first, last)
    lacking = alone_in(user, first, last)
    if not request.GET.get("all"):
        found = found.filter(pk__in=any_of(lacking))
    page = Picked(found.order_by(*ORDER), PAGE, SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines(list(page.object_list), first, last),
        "lacking": len(lacking),
        "all": request.GET.get("all", ""),
        "places": places(user, request.GET.get("place")),
        "first": first,
        "last": last,
    }
    return render(request, "measures/contact.html", context)


@opens_for("confirm")
def add(request: HttpRequest, what: str) -> HttpResponse:
    """Enter what the county sets."""
    return entered(request, form_of(OF_COUNTY, what), _county(cast(Account, request.user)), reverse("help"))


def _at(request: HttpRequest) -> tuple[int, int]:
    """From which to which code the chosen place reaches; everywhere in view where none is chosen."""
    asked = request.GET.get("place", "")
    at = Place.objects.filter(pk=int(asked)).first() if asked.isdecimal() else None
    return (at.code, at.last) if at else EVERYWHERE


def _county(user: Account) -> Place | None:
    return Place.objects.filter(pk=county_at(user.area.code)).first() if user.area else None
