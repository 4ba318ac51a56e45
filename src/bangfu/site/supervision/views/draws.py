"""Draws: fixed, drawn, opened; a slip for those who watch, a document for those who doubt."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.site.supervision import drawing
from bangfu.site.supervision.forms.going import DrawForm, WordForm
from bangfu.site.supervision.models import Draw, Drawn
from bangfu.site.supervision.views.steps import campaign_or_404, carried_out, draw_or_404, stepped
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.models import Account


@opens_for("supervise")
def draw_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Fix a draw."""
    campaign, account = campaign_or_404(pk), cast(Account, request.user)
    form = DrawForm(account, request.POST or None, initial={"within": campaign.place_id})
    if request.method == "POST":
        made = carried_out(form, lambda: drawing.fix(account, campaign, drawing.Wanted(**form.cleaned_data)))
        if made is not None:
            messages.success(request, _("已锁定。请把承诺值交给见证人。"))
            return redirect("draw", made.pk)
    context = {"form": form, "title": _("锁定抽样"), "back": reverse("campaign", args=[pk])}
    return render(request, "roster/form.html", context)


@opens_for(WORK)
def draw(request: HttpRequest, pk: str) -> HttpResponse:
    """One draw as far as it is."""
    return _page(request, draw_or_404(pk), WordForm())


@opens_for(WORK)
def slip(request: HttpRequest, pk: str) -> HttpResponse:
    """What a witness takes home: the commitment, and nothing of the secret."""
    return render(request, "supervision/slip.html", {"draw": draw_or_404(pk)})


@opens_for("supervise")
@require_POST
def draw_take(request: HttpRequest, pk: str) -> HttpResponse:
    """Draw with the word of a witness."""
    found, form, account = draw_or_404(pk), WordForm(request.POST), cast(Account, request.user)
    if not form.is_valid():
        return _page(request, found, form)
    said = form.cleaned_data["word"]
    return stepped(request, lambda: drawing.draw(account, found, said), _("已抽取。"), "draw", pk)


@opens_for("supervise")
@require_POST
def draw_open(request: HttpRequest, pk: str) -> HttpResponse:
    """Show the secret."""
    found, account = draw_or_404(pk), cast(Account, request.user)
    return stepped(request, lambda: drawing.open_up(account, found), _("抽样已公开。"), "draw", pk)


@opens_for(WORK)
@require_GET
@takes_away("draw")
def draw_document(request: HttpRequest, pk: str) -> HttpResponse:
    """The document with which anybody can draw again; there is none before it was opened."""
    found = draw_or_404(pk)
    if found.opened_at is None:
        raise Http404
    text = json.dumps(asdict(drawing.as_document(found)), ensure_ascii=False, indent=1) + "\n"
    headers = {"Content-Disposition": f'attachment; filename="draw-{found.pk}.json"'}
    return HttpResponse(text, "application/json", headers=headers)


def _page(request: HttpRequest, found: Draw, form: WordForm) -> HttpResponse:
    account, campaign = cast(Account, request.user), found.campaign
    taken = found.taken or [[]] * len(found.strata)
    context: dict[str, Any] = {
        "draw": found,
        "campaign": campaign,
        "strata": [
            (s["name"], len(s["members"]), s["wanted"], len(t))
            for s, t in zip(found.strata, taken, strict=True)
        ],
        "drawn": Drawn.objects.filter(draw=found).select_related("place__parent", "household"),
        "secret": found.secret if found.opened_at else "",
        "form": form,
        "may_prepare": account.may("supervise") and campaign.closed_at is None,
    }
    return render(request, "supervision/draw.html", context)
