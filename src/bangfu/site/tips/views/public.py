"""What anybody may do without signing in: report something, and see how many do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.disclosure.reading import County, Shown, county_of, places_of
from bangfu.site.roster.codes import township_at
from bangfu.site.tips.forms import PublicForm
from bangfu.site.tips.models import Way
from bangfu.site.tips.published import of_townships, quarters
from bangfu.site.tips.taking import take
from bangfu.site.tips.views.refusing import refuse
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.limits import limited_by_address


@opens_for(PUBLIC)
@limited_by_address("open_page")
@limited_by_address("tip", "POST")
def send(request: HttpRequest, code: int) -> HttpResponse:
    """Report something; the code is shown once, on the answer to this form."""
    county, places = _seen(code)
    form = PublicForm(
        _choices(county, places), request.POST or None, initial={"place": code if code != county.code else ""}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            given = take(data["tip"], Way.WEB, data["place"], today(), form.said(), form.sender())
        except BangfuError as error:
            refuse(form, error)
        else:
            return render(request, "tips/sent.html", {"code": given, "county": county})
    context = {"form": form, "county": county, "made_up": bool(settings.BANGFU_TODAY)}
    return render(request, "tips/send.html", context, status=422 if form.errors else 200)


@opens_for(PUBLIC)
@limited_by_address("open_page")
def figures(request: HttpRequest, code: int) -> HttpResponse:
    """How many came and what became of them, by quarter."""
    county, places = _seen(code)
    if code != county.code:
        raise Http404
    names = {p.code: p.name for p in places if p.level == "township"}
    rows = [(quarter, of_townships(quarter, names)) for quarter in quarters(code)]
    context = {"county": county, "rows": rows, "made_up": bool(settings.BANGFU_TODAY)}
    return render(request, "tips/figures.html", context)


def _seen(code: int) -> tuple[County, list[Shown]]:
    county = county_of(code)
    if county is None:
        raise Http404
    places = places_of(county, today())
    if code != county.code and not any(p.code == code for p in places):
        raise Http404
    return county, places


def _choices(county: County, places: list[Shown]) -> list[Any]:
    """Under each township itself and its villages; the county for what lies in none."""
    groups: dict[int, tuple[str, list[tuple[int, str]]]] = {}
    for place in places:
        _township, below = groups.setdefault(township_at(place.code), (place.name, []))
        below.append((place.code, place.name))
    anywhere = _("全县，或说不清在哪")
    return [("", _("请选择")), *groups.values(), (county.code, anywhere)]
