"""Drafting the decision on a year's honours."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.honours.asking import ENTERS
from bangfu.site.honours.deciding import decision_of
from bangfu.site.honours.views.commendations import known_year
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account


@opens_for(ENTERS)
@require_POST
def decide(request: HttpRequest, year: int) -> HttpResponse:
    """Draft it from what was entered; whoever issues it decides."""
    account = cast(Account, request.user)
    known_year(year)
    try:
        made = decision_of(account, year, request.POST.get("honour", ""))
    except BangfuError as error:
        messages.error(request, in_full(error.problems[0]))
        return redirect("commendations_of", year)
    messages.success(request, _("已由登记的表彰生成草稿，请核对、修改后印发。"))
    return redirect("paper", made.pk)
