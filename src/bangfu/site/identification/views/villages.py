"""How far the villages are screened, one village, its workbook, and what is not met."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.identification.coverage import coverage, leads, screened, under_way
from bangfu.site.identification.desk import DESKS
from bangfu.site.identification.models import Notice, Roll, Screening
from bangfu.site.identification.posting import unposted
from bangfu.site.identification.workbook import take_in
from bangfu.site.roster.models import Place
from bangfu.site.roster.uploads import WorkbookForm, lying
from bangfu.site.roster.views.telling import told_problems
from bangfu.site.web.access import opens_for
from bangfu.site.web.entering import offered
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages

READS = ("households", "confirm", "inspect", "supervise")
PAGE, MOST_LEADS = 60, 300


@opens_for(*READS)
@require_safe
def villages(request: HttpRequest) -> HttpResponse:
    """Roll and screened, from the account's area down to its villages."""
    user = cast(Account, request.user)
    return render(
        request, "identification/villages.html", {"whole": coverage(user), "leads": len(leads(user))}
    )


@opens_for(*READS)
@require_safe
def leads_page(request: HttpRequest) -> HttpResponse:
    """What is not met, late, or waits for a person, by name."""
    found = leads(cast(Account, request.user))
    words = {
        "leads": found[:MOST_LEADS],
        "more": len(found) - MOST_LEADS,
        "rolled": Roll.objects.filter(left_on=None).exists(),
    }
    return render(request, "identification/leads.html", words)


@opens_for(*READS)
@require_safe
def village(request: HttpRequest, place: int) -> HttpResponse:
    """One village: its roll, who was not looked at, screenings, notices."""
    return _page(request, place, WorkbookForm())


@opens_for("households")
@require_POST
@limited("upload")
def workbook(request: HttpRequest, place: int) -> HttpResponse:
    """Put a workbook of households on the roll, all or none."""
    form = WorkbookForm(request.POST, request.FILES)
    here = get_object_or_404(_in_area(request), pk=place, level="village")
    if not form.is_valid():
        return _page(request, place, form)
    try:
        with lying(form.cleaned_data["file"]) as [path]:
            made = take_in(cast(Account, request.user), here.pk, path)
    except BangfuError as error:
        return _page(request, place, form, error.problems)
    messages.success(request, _("登记了 %(n)s 户。") % {"n": len(made)})
    return redirect("identification_village", place)


def _in_area(request: HttpRequest) -> QuerySet[Place]:
    """The places of the account's area; names of places elsewhere are no secret, what is held of them is."""
    area = cast(Account, request.user).area
    return Place.objects.filter(code__range=(area.code, area.last) if area else (1, 0))


def _page(
    request: HttpRequest, place: int, form: WorkbookForm, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    here = get_object_or_404(_in_area(request).select_related("parent"), pk=place, level="village")
    rows = Roll.objects.filter(place=here, left_on=None).annotate(seen=screened(), begun=under_way())
    words: dict[str, Any] = {
        "village": here,
        "page": Pages(rows.order_by("seen", "key", "pk"), PAGE).get_page(request.GET.get("page")),
        "roll": rows.count(),
        "screened": rows.filter(seen=True).count(),
        "screenings": Screening.objects.filter(place=here).select_related("roll", "scheme"),
        "notices": Notice.objects.filter(place=here).select_related("scheme"),
        "unposted": unposted(here.pk, today()),
        "deeds": offered(cast(Account, request.user), DESKS["village"][1]),
        "form": form,
        "problems": told_problems(problems),
    }
    failed = bool(problems or form.errors)
    return render(request, "identification/village.html", words, status=422 if failed else 200)
