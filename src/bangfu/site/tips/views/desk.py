"""The desk: the list of tips, and entering one that came by phone, letter, visit or from a member."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.roster.models import Place
from bangfu.site.tips.deadlines import limits
from bangfu.site.tips.forms import EntryForm
from bangfu.site.tips.listing import DONE, Chosen, Row, in_view, narrowed, ways_of
from bangfu.site.tips.models import Way
from bangfu.site.tips.taking import take
from bangfu.site.tips.views.refusing import refuse
from bangfu.site.tips.words import state_words, way_words
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account

PAGE = 50


@opens_for("receive", "supervise", "answer")
def tips(request: HttpRequest) -> HttpResponse:
    """What the account sees: all for the reception, what was accepted for the inspection office, one's own for a body."""
    account, chosen, known = cast(Account, request.user), Chosen.of(request.GET), limits()
    page = Paginator(narrowed(chosen, known), PAGE).get_page(request.GET.get("page"))
    if account.may("receive"):
        ways_of(list(page.object_list))
    late = in_view().filter(known.overdue(today()))
    context = {
        "page": page,
        "rows": [Row(tip, known.due(tip)) for tip in page],
        "chosen": chosen,
        "open": in_view().exclude(state__in=DONE).count(),
        "late": late.count(),
        "states": state_words(),
        "ways": way_words(),
        "places": _places(account),
        "heads": [{"label": t} for t in _heads(account)],
    }
    return render(request, "tips/tips.html", context)


@opens_for("receive")
def new(request: HttpRequest) -> HttpResponse:
    """Enter a tip; the code is shown once, to be handed to the sender."""
    account = cast(Account, request.user)
    form = EntryForm(account, request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            code = take(
                data["tip"], Way(data["way"]), data["place"].pk, data["on"], form.said(), form.sender()
            )
        except BangfuError as error:
            refuse(form, error)
        else:
            return render(request, "tips/entered.html", {"code": code, "tip": data["tip"]})
    context = {"form": form, "heading": _("登记来电、来信、来访、提案"), "back": reverse("tips")}
    return render(request, "tips/new.html", context, status=422 if form.errors else 200)


def _places(account: Account) -> list[tuple[int, str]]:
    if account.area is None:
        return []
    towns = Place.objects.filter(level="township", code__range=(account.area.code, account.area.last))
    return [(place.code, place.name) for place in towns]


def _heads(account: Account) -> list[str]:
    heads = [_("收到"), _("地点"), _("进展"), _("期限"), _("承办")]
    return [*heads, _("来源")] if account.may("receive") else heads
