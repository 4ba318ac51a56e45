"""How long files are kept and which are due; slips for households; what they say is wrong."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.household.deeds import OF_CORRECTION, OF_COUNTY, SlipDeed
from bangfu.site.household.keeping import due, rule_on
from bangfu.site.household.models import CorrectionSlip, Keeping
from bangfu.site.household.views.asking import WAITS
from bangfu.site.roster.codes import county_at
from bangfu.site.roster.forms import refuse
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import entered, form_of, offered
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages

PER_PAGE = 50


def _county(request: HttpRequest) -> Place | None:
    area = cast(Account, request.user).area
    return Place.objects.filter(pk=county_at(area.code)).first() if area else None


@opens_for("households", "confirm")
@require_safe
def keeping(request: HttpRequest) -> HttpResponse:
    """What the county set, and the files that are due."""
    county = _county(request)
    code = county.pk if county else 0
    context = {
        "rule": rule_on(code, today()), "rules": Keeping.objects.filter(county=code),
        "page": Pages(due(code, today()).order_by("end", "pk"), PER_PAGE).get_page(request.GET.get("page")),
        "deeds": offered(cast(Account, request.user), OF_COUNTY), "county": county,
    }  # fmt: skip
    return render(request, "household/keeping.html", context)


@opens_for("confirm")
def set_keeping(request: HttpRequest, what: str) -> HttpResponse:
    """Set how long files are kept."""
    return entered(request, form_of(OF_COUNTY, what), _county(request), reverse("register_keeping"))


@opens_for("households")
def slip(request: HttpRequest, pk: str) -> HttpResponse:
    """Make a slip; its code is shown on the answer to this form and never again."""
    household = get_object_or_404(Household.objects.select_related("place__parent"), pk=pk)
    form = SlipDeed(household, request.POST or None)
    back = reverse("household_file", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            code = form.do(cast(Account, request.user))
        except BangfuError as error:
            refuse(form, error)
        else:
            where = request.build_absolute_uri(reverse("own_household"))
            told = {"household": household, "code": code, "until": form.cleaned_data["until"], "where": where}
            return render(request, "household/slip.html", told)
    return render(request, "roster/form.html", {"form": form, "title": SlipDeed.title, "back": back})


@opens_for("households")
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What households say is wrong, those that wait first."""
    rows = CorrectionSlip.objects.select_related("answer", "household__place__parent")
    page = Pages(rows.annotate(waits=WAITS).order_by("-waits", "-asked_at", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "household/corrections.html", {"page": page})


@opens_for("households")
def answer(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Answer with a reason."""
    correction = get_object_or_404(CorrectionSlip, pk=pk)
    return entered(request, form_of(OF_CORRECTION, what), correction, reverse("register_corrections"))
