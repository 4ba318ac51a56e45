"""What a county set, its draws, what is worth a look; and who is to be visited after leaving."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.exits.county import setting_of, waiting
from bangfu.site.exits.following import due, many, shown
from bangfu.site.exits.forms.rules import DEEDS
from bangfu.site.exits.models import Draw, Setting
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Place
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

PAGE = 40


@opens_for("sees area")
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """What holds in the county, what waits to be drawn, what was drawn, and where many left on one day."""
    user = cast(Account, request.user)
    county = _county(user)
    context = {
        "county": county,
        "now": setting_of(county.pk),
        "settings": Setting.objects.filter(county=county).annotate(who=name_of("made_by")),
        "waiting": waiting(county),
        "draws": Draw.objects.filter(county=county)
        .annotate(who=name_of("by"))
        .prefetch_related("lots__course__household__place"),
        "many": many(),
        "deeds": offered(user, DEEDS),
    }
    return render(request, "exits/county.html", context)


@opens_for("confirm", "inspect")
def add(request: HttpRequest, what: str) -> HttpResponse:
    """Set something for the county, or draw."""
    county = _county(cast(Account, request.user))
    return entered(request, form_of(DEEDS, what), county, reverse("exits_county"))


@opens_for(WORK)
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """Households that left, with the visit that was entered last and the next that is due; overdue ones first."""
    found = due(today())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    late = sum(one.is_overdue for one in found)
    context = {"page": page, "rows": shown(page.object_list), "late": late}
    return render(request, "exits/visits.html", context)


def _county(user: Account) -> Place:
    """The county of an account's area. Raises `Http404` where it has none."""
    found = Place.objects.filter(pk=county_at(user.area.code) if user.area else 0, level="county").first()
    if found is None:
        raise Http404
    return found
