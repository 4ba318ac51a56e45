"""A draft in one step, from what the site knows."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.papers.drafts import TO_A_BODY, gathered
from bangfu.site.papers.gathering import Body
from bangfu.site.papers.kinds import MADE_ELSEWHERE, Kind
from bangfu.site.papers.models import Paper
from bangfu.site.papers.views.opening import INSPECTING
from bangfu.site.roster.models import Organisation, Place
from bangfu.site.supervision.models import Campaign
from bangfu.site.web.access import opens_for
from bangfu.site.web.asked import month_asked
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


@opens_for(*INSPECTING)
@require_POST
def gather(request: HttpRequest, kind: str) -> HttpResponse:
    """Draft a paper of a kind: of an inspection, to one body of it, of a month, or of what was commended."""
    if kind not in Kind.values or kind in MADE_ELSEWHERE:
        raise Http404
    try:
        made = _made(request, Kind(kind))
    except BangfuError as error:
        messages.error(request, error.problems[0].say(tongue()))
        return redirect("papers")
    messages.success(request, _("已由数据生成草稿，请核对、修改后印发。"))
    return redirect("paper", made.pk)


def _made(request: HttpRequest, kind: Kind) -> Paper:
    account, key = cast(Account, request.user), request.POST.get("campaign", "")
    if kind in (Kind.CIRCULAR, Kind.COMMENDATION):
        return gathered(account, kind, month=month_asked(request, today()))
    campaign = get_object_or_404(Campaign.objects.select_related("place"), pk=key)
    return gathered(account, kind, campaign, _body(request) if kind in TO_A_BODY else None)


def _body(request: HttpRequest) -> Body:
    unit, code = request.POST.get("organisation", ""), request.POST.get("body", "")
    if unit:
        return get_object_or_404(Organisation, pk=unit)
    return get_object_or_404(Place, pk=int(code) if code.isdecimal() and len(code) < 13 else 0)


def first_of_last_month() -> date:
    """The month that a circular is usually about."""
    day = today().replace(day=1)
    return day.replace(year=day.year - 1, month=12) if day.month == 1 else day.replace(month=day.month - 1)
