"""Inspections: which there are, planning one, opening and closing it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.supervision import planning
from bangfu.site.supervision.coverage import coverage_of
from bangfu.site.supervision.forms.plans import BriefingForm, ChangeForm, PlanForm, Stages
from bangfu.site.supervision.models import Campaign, Stage
from bangfu.site.supervision.scheme import methods
from bangfu.site.supervision.shown import shown
from bangfu.site.supervision.views.steps import campaign_or_404, carried_out, stepped
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account


@opens_for(WORK)
def campaigns(request: HttpRequest) -> HttpResponse:
    """All that the account sees."""
    account = cast(Account, request.user)
    groups = planning.by_state()
    context: dict[str, Any] = {"groups": groups, "any": any(groups.values()), "day": today()}
    if account.may("supervise"):
        context["missing"] = coverage_of(account, today()).missing
    return render(request, "supervision/campaigns.html", context)


@opens_for("supervise")
def choose(request: HttpRequest) -> HttpResponse:
    """Under which regulation."""
    known = [(scheme, law().name(r), law().number(r)) for r, scheme in planning.adopted().items()]
    return render(request, "supervision/choose.html", {"schemes": known})


@opens_for("supervise")
def new(request: HttpRequest, regulation: str) -> HttpResponse:
    """Plan one."""
    scheme = planning.adopted().get(regulation)
    if scheme is None:
        raise Http404
    given = {"start": today(), "kind": request.GET.get("kind", ""), "areas": [a.code for a in scheme.area]}
    form = PlanForm(scheme, request.POST or None, initial=given)
    if request.method == "POST":
        account = cast(Account, request.user)
        made = carried_out(form, lambda: planning.plan(account, scheme, form.plan()))
        if made is not None:
            messages.success(request, _("已经排好。公开以前，只有监督督查办和组员看得到。"))
            return redirect("campaign", made.pk)
    context = {"form": form, "scheme": scheme, "title": _("安排检查"), "back": reverse("campaign_choose")}
    return render(request, "supervision/plan.html", context | _law(regulation))


@opens_for(WORK)
def campaign(request: HttpRequest, pk: str) -> HttpResponse:
    """One inspection."""
    return render(
        request, "supervision/campaign.html", shown(cast(Account, request.user), campaign_or_404(pk))
    )


@opens_for("supervise")
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Write its plan anew, until it is opened."""
    found = campaign_or_404(pk)
    scheme = planning.scheme_of(found)
    form = ChangeForm(scheme, request.POST or None, initial=_standing(found))
    if request.method == "POST":

        def write() -> bool:
            planning.change(found, form.plan(), form.cleaned_data["duties"])
            return True

        if carried_out(form, write):
            messages.success(request, _("已保存。"))
            return redirect("campaign", pk)
    context = {"form": form, "scheme": scheme, "title": _("修改安排"), "back": reverse("campaign", args=[pk])}
    return render(request, "supervision/plan.html", context | _law(found.regulation))


@opens_for("supervise")
def stages(request: HttpRequest, pk: str) -> HttpResponse:
    """Write its stages anew, until it is opened."""
    found = campaign_or_404(pk)
    rows = list(Stage.objects.filter(campaign=found))
    form = Stages(request.POST or None, initial=[vars(stage) for stage in rows])
    if request.method == "POST" and form.is_valid():
        written = [one.onto(stage) for one, stage in zip(form, rows, strict=False)]
        return stepped(request, lambda: planning.restage(found, written), _("已保存。"), "campaign", pk)
    return render(request, "supervision/stages.html", {"form": form, "campaign": found})


@opens_for("inspect")
def briefing(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep that the teams were taught."""
    found, account = campaign_or_404(pk), cast(Account, request.user)
    form = BriefingForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and carried_out(
        form, lambda: planning.brief(account, found, **form.cleaned_data)
    ):
        messages.success(request, _("培训已记下。"))
        return redirect("campaign", pk)
    context = {"form": form, "title": _("记培训"), "back": reverse("campaign", args=[pk])}
    return render(request, "roster/form.html", context)


@opens_for("supervise")
@require_POST
def open_up(request: HttpRequest, pk: str) -> HttpResponse:
    """From now on the inspected may know."""
    found, account = campaign_or_404(pk), cast(Account, request.user)
    return stepped(request, lambda: planning.open_up(account, found), _("已公开。"), "campaign", pk)


@opens_for("supervise")
@require_POST
def close(request: HttpRequest, pk: str) -> HttpResponse:
    """It is over."""
    found, account = campaign_or_404(pk), cast(Account, request.user)
    return stepped(request, lambda: planning.close(account, found), _("检查已结束。"), "campaign", pk)


@opens_for("sees area")
def coverage(request: HttpRequest) -> HttpResponse:
    """Who was inspected this year, and who not."""
    found = coverage_of(cast(Account, request.user), today())
    return render(request, "supervision/coverage.html", {"coverage": found, "day": today()})


def _law(regulation: str) -> dict[str, str]:
    return {"regulation": regulation, "number": law().number(regulation), "name": law().name(regulation)}


def _standing(found: Campaign) -> dict[str, Any]:
    known = methods()
    return vars(found) | {
        "methods": [m for m in found.methods if m in known],
        "other": "、".join(m for m in found.methods if m not in known),
    }
