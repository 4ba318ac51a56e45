"""The county's money: sources and whether they come out even, what was set, and what is worth a look."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.fund.forms.county import DEEDS
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Account, Setting
from bangfu.site.fund.sums import balances, mainly
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Place
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account as User

READS = "funds"


@opens_for(READS)
@require_safe
def leads_page(request: HttpRequest) -> HttpResponse:
    """What is worth a look in the area: leads, not accusations."""
    return render(request, "fund/leads.html", {"leads": leads(cast(User, request.user))})


@opens_for(READS)
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """Sources and receipts of the county. Whoever sees only a part of it is shown no sums that would not come out."""
    user = cast(User, request.user)
    county, whole = county_of(user), bool(user.area and user.area.level == "county")
    receipts = Account.objects.filter(kind="receipt", county=county).select_related("above")
    context = {
        "deeds": offered(user, DEEDS),
        "balances": balances(county) if whole else [],
        "whole": whole,
        "receipts": receipts.prefetch_related("takes"),
        "settings": Setting.objects.filter(county=county),
        "mainly": mainly(county, today().year) if whole else None,
        "year": today().year,
    }
    return render(request, "fund/books.html", context)


@opens_for("fund")
def add(request: HttpRequest, what: str) -> HttpResponse:
    """Enter a source, a receipt, or what the county set."""
    county = get_object_or_404(Place, pk=county_of(cast(User, request.user)))
    return entered(request, form_of(DEEDS, what), county, reverse("fund_books"))


def county_of(user: User) -> int:
    """The county of an account's area; of none, no place."""
    return county_at(user.area.code) if user.area else 0
