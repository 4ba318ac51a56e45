"""A draft in one step, from what the site knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.papers import gathering, making
from bangfu.site.papers.facts import Facts
from bangfu.site.papers.gathering import Body
from bangfu.site.papers.kinds import Kind
from bangfu.site.papers.models import Paper
from bangfu.site.papers.views.opening import MAKERS
from bangfu.site.roster.models import Organisation, Place
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.access import opens_for
from bangfu.site.web.asked import month_asked
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

WHOLE: dict[Kind, Callable[[Campaign], Facts]] = {
    Kind.INSPECTION_PLAN: gathering.plan,
    Kind.INSPECTION_REPORT: gathering.report,
    Kind.SPECIAL_REPORT: gathering.report,
}
TO_A_BODY: dict[Kind, Callable[[Campaign, Body], Facts]] = {
    Kind.FEEDBACK: gathering.feedback,
    Kind.RECTIFICATION_NOTICE: gathering.notice,
}


@opens_for(*MAKERS)
@require_POST
def gather(request: HttpRequest, kind: str) -> HttpResponse:
    """Draft a paper of a kind: of an inspection, to one body of it, of a month, or of what was commended."""
    if kind not in Kind.values:
        raise Http404
    try:
        made = _made(request, Kind(kind))
    except BangfuError as error:
        messages.error(request, error.problems[0].say(tongue()))
        return redirect("papers")
    messages.success(request, _("已由数据生成草稿，请核对、修改后印发。"))
    return redirect("paper", made.pk)


def _made(request: HttpRequest, kind: Kind) -> Paper:
    account = cast(Account, request.user)
    if kind in (Kind.CIRCULAR, Kind.COMMENDATION):
        county = account.area
        assert county is not None  # of an account that inspects
        first = month_asked(request, today().replace(day=1))
        facts = gathering.month(county, first) if kind == Kind.CIRCULAR else gathering.praise(county)
        return making.make(account, kind, county, facts)
    campaign = get_object_or_404(
        Campaign.objects.select_related("place"), pk=request.POST.get("campaign", "")
    )
    if kind in WHOLE:
        return making.make(account, kind, campaign.place, WHOLE[kind](campaign), about=campaign.pk)
    body = _body(request)
    return making.make(account, kind, campaign.place, TO_A_BODY[kind](campaign, body), [body], campaign.pk)


def _body(request: HttpRequest) -> Body:
    unit, code = request.POST.get("organisation", ""), request.POST.get("body", "")
    if unit:
        return get_object_or_404(Organisation, pk=unit)
    return get_object_or_404(Place, pk=int(code) if code.isdecimal() and len(code) < 13 else 0)


def first_of_last_month() -> date:
    """The month that a circular is usually about."""
    day = today().replace(day=1)
    return day.replace(year=day.year - 1, month=12) if day.month == 1 else day.replace(month=day.month - 1)
