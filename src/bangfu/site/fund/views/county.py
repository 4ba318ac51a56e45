"""The county's money: sources and whether they come out even, what was set, and what is worth a look."""

from __future__ import annotations

from collections import Counter
from typing import cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.site.clock import today
from bangfu.site.disclosure.reading import county_of as county_shown
from bangfu.site.fund.forms.county import DEEDS
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Account, Setting
from bangfu.site.fund.narrowing import narrowed
from bangfu.site.fund.notice import disclosed, is_open, notice
from bangfu.site.fund.sums import balances, mainly
from bangfu.site.fund.words import WORDS
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.models import Place
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.limits import limited_by_address
from bangfu.site.web.models import Account as User

READS = "funds"
PAGE = 50


@opens_for(READS)
@require_safe
def leads_page(request: HttpRequest) -> HttpResponse:
    """What is worth a look in the area: leads, not accusations."""
    every, code = leads(cast(User, request.user)), request.GET.get("code", "")
    counts = Counter(lead.code for lead in every)
    found = [lead for lead in every if lead.code == code] if code in counts else every
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    codes = [(each, f"{WORDS.called('lead', each)} ({count})") for each, count in counts.items()]
    return render(request, "fund/leads.html", {"page": page, "codes": codes})


@opens_for(READS)
@require_safe
def put_up(request: HttpRequest) -> HttpResponse:
    """The public notice of projects that the filters leave, to be printed and put up."""
    user = cast(User, request.user)
    county = county_of(user)
    context = {
        "rows": notice(narrowed(request.GET)),
        "area": user.area,
        "day": today(),
        "is_open": is_open(county),
    }
    return render(request, "fund/notice.html", context)


@opens_for(PUBLIC)
@limited_by_address("open_page")
def open_projects(request: HttpRequest, code: int) -> HttpResponse:
    """The same for anybody, where the county chose so."""
    county = county_shown(code)
    if county is None or county.code != code or not is_open(code):
        raise Http404
    context = {
        "county": county,
        "rows": disclosed(code),
        "day": today(),
        "made_up": bool(settings.BANGFU_TODAY),
    }
    return render(request, "fund/open.html", context)


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
        "may_export": user.may("export"),
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
