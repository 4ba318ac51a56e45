"""The balance of villages and units, and a fairer allocation to pick from."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError, Problem
from bangfu.facts.roster_check import MAX_VILLAGES
from bangfu.site.clock import today
from bangfu.site.roster import changes
from bangfu.site.roster.allocation import Proposal, Step, propose
from bangfu.site.roster.balance import (
    Balance,
    balance_of,
    ops_for,
    sees_whole_loads,
    villages_to_allocate,
)
from bangfu.site.roster.forms import Day, Drawn
from bangfu.site.roster.models import Change, Organisation
from bangfu.site.roster.preview import named_ops
from bangfu.site.roster.views.telling import tell
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account

MOST_LOADS = 400


class ProposeForm(Drawn, forms.Form):
    """What a proposal may do."""

    limit = forms.IntegerField(
        label=gettext_lazy("一个单位最多几个村"), min_value=1, max_value=50, initial=MAX_VILLAGES
    )
    even = forms.BooleanField(label=gettext_lazy("也拉平轻重"), required=False, initial=True)
    idle = forms.BooleanField(label=gettext_lazy("也请现在没有村的县级单位"), required=False)


class AcceptForm(forms.Form):
    """From which day, and why."""

    on = forms.DateField(label=gettext_lazy("从哪天起"), widget=Day())
    reason = forms.CharField(label=gettext_lazy("理由"), min_length=2, max_length=200)


@opens_for("sees area")
def balance_page(request: HttpRequest) -> HttpResponse:
    """The load of each unit, and the villages with none or several."""
    account = cast(Account, request.user)
    balance = balance_of(account, today())
    context = {
        "balance": balance,
        "loads": balance.loads[:MOST_LOADS],
        "most": max((x.villages for x in balance.loads), default=1),
        "limit": MAX_VILLAGES,
        "many": [x for x in balance.loads if x.villages > MAX_VILLAGES],
        "form": ProposeForm(initial={"limit": MAX_VILLAGES, "even": True}),
        "page": Change.objects.filter(kind=Change.Kind.ALLOCATION).defer("plan")[:20],
        "whole": sees_whole_loads(account),
        "day": today(),
    }
    return render(request, "roster/balance.html", context)


@opens_for("roster")
def proposal_page(request: HttpRequest) -> HttpResponse:
    """A proposal for today's posts: nothing is changed by looking."""
    form = ProposeForm(request.GET if "limit" in request.GET else {"limit": MAX_VILLAGES, "even": "on"})
    if not form.is_valid():
        return redirect("balance")
    account = _county(request)
    balance, proposal = _proposed(account, form.cleaned_data)
    context = {
        "form": form,
        "accept": AcceptForm(initial={"on": today()}),
        "proposal": proposal,
        "steps": _named(proposal.steps, balance),
        "bare": [balance.villages[int(code)] for code in proposal.bare],
    }
    return render(request, "roster/proposal.html", context)


def _county(request: HttpRequest) -> Account:
    """Who asks, where whole loads are seen: nobody shares out units by half of what they have."""
    account = cast(Account, request.user)
    if not sees_whole_loads(account):
        raise PermissionDenied
    return account


def _proposed(account: Account, words: dict[str, Any]) -> tuple[Balance, Proposal]:
    balance = balance_of(account, today())
    units = {x.unit.pk for x in balance.loads}
    if words["idle"]:
        units |= set(_at_home(account).values_list("pk", flat=True))
    found = propose(villages_to_allocate(balance), units, words["limit"], even=words["even"])
    return balance, found


def _at_home(account: Account) -> Any:
    """The county's own units."""
    area = account.area
    span = (area.code, area.last) if area else (0, -1)
    return Organisation.objects.filter(level="county", place__code__range=span)


def _named(steps: list[Step], balance: Balance) -> list[dict[str, Any]]:
    names = {
        o.pk: o for o in Organisation.objects.filter(pk__in={u for s in steps for u in (s.old, s.new) if u})
    }
    loads = {x.unit.pk: x.villages for x in balance.loads}
    return [
        {
            "key": f"{s.village}|{s.old or ''}|{s.new or ''}",
            "village": balance.villages[int(s.village)],
            "old": names.get(s.old or ""),
            "new": names.get(s.new or ""),
            "reason": s.reason,
            "old_load": loads.get(s.old or "", 0),
            "new_load": loads.get(s.new or "", 0),
        }
        for s in steps
    ]


@opens_for("roster")
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Turn the picked steps into posts that end and begin on a day."""
    form, account = AcceptForm(request.POST), _county(request)
    balance = balance_of(account, today())
    try:
        steps = [step for key in request.POST.getlist("step") if (step := _step(key, balance))]
        if not form.is_valid() or not steps:
            raise BangfuError(Problem("nothing_picked"))
        change = _accepted(account, steps, form.cleaned_data["on"], form.cleaned_data["reason"])
    except BangfuError as error:
        tell(request, error)
        return redirect("balance")
    messages.success(request, _("已按勾选的调整；没有别的内容以它为依据之前可以撤销。"))
    return redirect("allocation", change.pk)


def _accepted(account: Account, steps: list[Step], on: date, reason: str) -> Change:
    ops = ops_for(steps, on, today())
    change = changes.prepare(Change.Kind.ALLOCATION, account, ops, f"{on} · {len(steps)}", reason)
    changes.apply(change)
    return change


def _step(key: str, balance: Balance) -> Step | None:
    """A picked step, where its village is in the area and still has the unit it would lose, and the new one is seen."""
    village, _bar, units = key.partition("|")
    old, _bar, new = units.partition("|")
    if not village.isdecimal() or int(village) not in balance.villages:
        return None
    if old and old not in balance.held[int(village)]:
        return None
    if new and not Organisation.objects.filter(pk=new).exists():
        return None
    return Step(village, old or None, new or None, "evens_out")


@opens_for("roster")
def allocation_page(request: HttpRequest, pk: str) -> HttpResponse:
    """What was changed."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.ALLOCATION)
    context = {"change": change, "ops": named_ops(changes.ops_of(change))}
    return render(request, "roster/allocation.html", context)


@opens_for("roster")
@require_POST
def undo_allocation(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it back."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.ALLOCATION)
    try:
        changes.undo(change, request.POST.get("reason", ""))
        messages.success(request, _("调整已撤销，恢复原状。"))
    except BangfuError as error:
        tell(request, error)
    return redirect("allocation", pk)
