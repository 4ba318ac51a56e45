"""What anybody may see without signing in: who assists which village, by post, and whom to call."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from bangfu.site.clock import today
from bangfu.site.disclosure.files import TYPES, written
from bangfu.site.disclosure.reading import (
    County,
    Shown,
    below,
    by_township,
    clauses_for,
    counties,
    county_of,
    found,
    places_of,
    township_of,
)
from bangfu.site.roster.codes import township_at
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.limits import limited_by_address

KEPT = 3600  # seconds that a file may be kept on its way


@opens_for(PUBLIC)
@limited_by_address("open_page")
def open_counties(request: HttpRequest) -> HttpResponse:
    """The counties that show their assistance."""
    return render(request, "disclosure/counties.html", {"counties": counties(), **_about()})


@opens_for(PUBLIC)
@limited_by_address("open_page")
def open_place(request: HttpRequest, code: int) -> HttpResponse:
    """A county or a township with its villages, or one village."""
    county, places = _seen(code)
    place = next((p for p in places if p.code == code), None)
    townships = _townships(places)
    context: dict[str, Any] = {
        "county": county,
        "place": place,
        "township": township_of(code, townships) if place else "",
        "township_code": township_at(code),
        "clauses": clauses_for(county.code, today()),
        **_about(),
    }
    if place is not None and place.level == "village":
        return render(request, "disclosure/village.html", context)
    q = request.GET.get("q", "")
    listed = found(below(places, code), q, townships)
    rows = [(v, township_of(v.code, townships)) for v in listed]
    towns = [] if place or q else by_township(places)
    return render(request, "disclosure/place.html", {**context, "q": q, "rows": rows, "towns": towns})


@opens_for(PUBLIC)
@limited_by_address("open_data")
def open_data(request: HttpRequest, code: int, form: str) -> HttpResponseBase:
    """The same as a file; whoever has it already is told so."""
    if form not in TYPES:
        raise Http404
    county, places = _seen(code)
    villages = [p for p in places if p.code == code and p.level == "village"] or below(places, code)
    made_up = bool(settings.BANGFU_TODAY)
    content = written(form, county, villages, _townships(places), today(), made_up)
    etag = f'"{sm3(content)}"'
    name = f"open-{code}-{today()}.{form}"
    response = get_conditional_response(request, etag=etag) or HttpResponse(content, content_type=TYPES[form])
    response["ETag"] = etag
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if not request.user.is_authenticated:  # an answer that carries a session is nobody else's
        response["Cache-Control"] = f"public, max-age={KEPT}"
    return response


def _seen(code: int) -> tuple[County, list[Shown]]:
    """The one door to a place: in a county that is to be seen, and there."""
    county = county_of(code)
    if county is None:
        raise Http404
    places = places_of(county, today())
    if code != county.code and not any(p.code == code for p in places):
        raise Http404
    return county, places


def _townships(places: list[Shown]) -> dict[int, str]:
    return {p.code: p.name for p in places if p.level == "township"}


def _about() -> dict[str, Any]:
    return {"day": today(), "made_up": bool(settings.BANGFU_TODAY)}
