"""Teams of an inspection: who goes, where to, and that they were there."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.site.clock import today
from bangfu.site.supervision import proposing, teams
from bangfu.site.supervision.forms.going import AssignForm, InspectedForm, MemberForm, TeamForm
from bangfu.site.supervision.inspecting import inspected
from bangfu.site.supervision.models import Assignment, Member, Team
from bangfu.site.supervision.planning import require_running
from bangfu.site.supervision.views.steps import (
    assignment_or_404,
    campaign_or_404,
    carried_out,
    stepped,
    team_or_404,
)
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account


@opens_for("supervise")
def team_new(request: HttpRequest, pk: str) -> HttpResponse:
    """One team more."""
    campaign, form = campaign_or_404(pk), TeamForm(request.POST or None)
    if request.method == "POST":
        made = carried_out(form, lambda: teams.new_team(campaign, form.cleaned_data["name"]))
        if made is not None:
            return redirect("team", made.pk)
    context = {"form": form, "title": _("加一个组"), "back": reverse("campaign", args=[pk])}
    return render(request, "roster/form.html", context)


@opens_for(WORK)
def team(request: HttpRequest, pk: str) -> HttpResponse:
    """Its members and what it inspects."""
    return _page(request, team_or_404(pk))


@opens_for("supervise")
@require_POST
def member_add(request: HttpRequest, pk: str) -> HttpResponse:
    """Take somebody in."""
    found, form = team_or_404(pk), MemberForm(request.POST)
    if carried_out(
        form, lambda: teams.add_member(found, form.cleaned_data["person"], leads=form.cleaned_data["leads"])
    ):
        return redirect("team", pk)
    return _page(request, found, member_form=form)


@opens_for("supervise")
@require_POST
def member_remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Take somebody out."""
    found = get_object_or_404(Member.objects.select_related("team__campaign"), pk=pk)

    def remove() -> None:
        require_running(found.team.campaign)
        Member.objects.filter(pk=pk).delete()

    return stepped(request, remove, _("已移出。"), "team", found.team_id)


@opens_for("supervise")
@require_POST
def assign(request: HttpRequest, pk: str) -> HttpResponse:
    """Give it something to inspect, by hand."""
    found, form = team_or_404(pk), AssignForm(cast(Account, request.user), request.POST)

    def step() -> Assignment:
        data = form.cleaned_data
        return teams.assign(found, data["place"] or data["organisation"], data["reason"])

    if carried_out(form, step):
        return redirect("team", pk)
    return _page(request, found, assign_form=form)


@opens_for("supervise")
@require_POST
def unassign(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it back."""
    found = assignment_or_404(pk)
    return stepped(request, lambda: teams.unassign(found), _("已撤下。"), "team", found.team_id)


@opens_for("inspect")
def was_there(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter that the inspection took place."""
    found, account = assignment_or_404(pk), cast(Account, request.user)
    form = InspectedForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and carried_out(
        form, lambda: inspected(account, found, form.cleaned_data["on"])
    ):
        messages.success(request, _("已记入台账。"))
        return redirect("team", found.team_id)
    title = _("%(what)s：已检查") % {"what": found.place or found.organisation}
    context = {"form": form, "title": title, "back": reverse("team", args=[found.team_id])}
    return render(request, "roster/form.html", context)


@opens_for("supervise")
def proposal(request: HttpRequest, pk: str) -> HttpResponse:
    """Every township that has no team yet, with the team that is proposed; what is ticked is taken over."""
    campaign = campaign_or_404(pk)
    units = request.GET.get("of") == "units"
    rows = proposing.proposed(campaign, proposing.unassigned(campaign, units=units))
    if request.method == "POST":
        ticked = set(request.POST.getlist("target"))
        wanted = [row for row in rows if row.team and f"{row.target.pk}|{row.team.pk}" in ticked]
        done = _("已分工：%(n)s 处。") % {"n": len(wanted)}
        return stepped(request, lambda: proposing.accept(wanted), done, "campaign", pk)
    context: dict[str, Any] = {
        "campaign": campaign,
        "rows": [row for row in rows if row.team],
        "nobody": [row for row in rows if row.team is None],
        "tabs": [
            {"url": "?of=places", "label": _("乡镇"), "current": not units},
            {"url": "?of=units", "label": _("帮扶单位"), "current": units},
        ],
    }
    return render(request, "supervision/proposal.html", context)


def _page(request: HttpRequest, found: Team, **given: object) -> HttpResponse:
    account, campaign = cast(Account, request.user), found.campaign
    context: dict[str, Any] = {
        "team": found,
        "campaign": campaign,
        "members": Member.objects.filter(team=found).select_related("person__organisation"),
        "assignments": Assignment.objects.filter(team=found).select_related("place__parent", "organisation"),
        "may_prepare": account.may("supervise") and campaign.closed_at is None,
        "may_enter": account.may("inspect") and campaign.closed_at is None and campaign.opened_at is not None,
        "member_form": MemberForm(),
        "assign_form": AssignForm(account),
    }
    return render(request, "supervision/team.html", context | given)
