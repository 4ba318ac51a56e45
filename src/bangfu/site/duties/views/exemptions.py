"""Asking for an exemption, deciding it, ending it early."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.duties import exempting
from bangfu.site.duties.days import on_day
from bangfu.site.duties.exempting import AskForm, DecideForm, EndForm, State
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Exemption, Snapshot
from bangfu.site.duties.narrowing import NAMED, of_day
from bangfu.site.duties.rows import rows_of
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

PAGE = 50


@opens_for(WORK)
def exemptions(request: HttpRequest) -> HttpResponse:
    """What needs a decision first, then everything else."""
    account, state = cast(Account, request.user), request.GET.get("state", "")
    rows = exempting.in_view()
    listed = rows.filter(state=state) if state in State.values else rows.exclude(state=State.ASKED)
    context = {
        "waiting": exempting.waiting(account),
        "asked": rows.filter(state=State.ASKED, asked_by=account.pk),
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "law": law(),
    }
    return render(request, "duties/exemptions.html", context)


@opens_for(WORK)
def exemption(request: HttpRequest, pk: str) -> HttpResponse:
    """One exemption, with the form to decide or end it where this account may."""
    return _page(request, _one(pk), DecideForm(), EndForm())


@opens_for("ask")
@on_day
def ask(request: HttpRequest, number: int, snapshot: Snapshot) -> HttpResponse:
    """Ask for one, from the page that says why somebody is red."""
    verdict = get_object_or_404(of_day(snapshot).prefetch_related(*NAMED), number=number)
    begun = {"start": verdict.period_start, "end": verdict.period_end}
    form = AskForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            made = exempting.ask(cast(Account, request.user), verdict, **form.cleaned_data)
        except BangfuError as error:
            form.add_error(None, _told(error))
        else:
            messages.success(request, _("已提出申请，等待决定。"))
            return redirect("exemption", made.pk)
    row = rows_of([verdict], snapshot.as_of)[0]
    return render(request, "duties/exemption_ask.html", {"form": form, "row": row, "v": verdict})


@opens_for("approve")
@require_POST
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    """Approve or refuse."""
    form, approved = DecideForm(request.POST), request.POST.get("approved") == "1"

    def move(account: Account, found: Exemption) -> None:
        exempting.decide(account, found, approved=approved, decision=form.cleaned_data["decision"])

    return _moved(request, pk, form, move, _("已批准。") if approved else _("已决定不批准。"))


@opens_for("approve")
@require_POST
def end(request: HttpRequest, pk: str) -> HttpResponse:
    """End one early."""
    form = EndForm(request.POST)

    def move(account: Account, found: Exemption) -> None:
        exempting.end_early(account, found, form.cleaned_data["end"], form.cleaned_data["decision"])

    return _moved(request, pk, form, move, _("已提前结束。"))


def _one(pk: str) -> Exemption:
    return get_object_or_404(exempting.in_view(), pk=pk)


def _moved(
    request: HttpRequest, pk: str, form: forms.Form, move: Callable[[Account, Exemption], None], done: str
) -> HttpResponse:
    """Carry out a step; what stands against it is told on the page, at its form."""
    found = _one(pk)
    if form.is_valid():
        try:
            move(cast(Account, request.user), found)
        except BangfuError as error:
            form.add_error(None, _told(error))
        else:
            messages.success(request, done)
            return redirect("exemption", pk)
    ending = isinstance(form, EndForm)
    return _page(request, found, DecideForm() if ending else form, form if ending else EndForm())


def _page(request: HttpRequest, found: Exemption, decide: forms.Form, end: forms.Form) -> HttpResponse:
    account, known = cast(Account, request.user), law()
    mine = found.asked_by == account.pk
    context: dict[str, Any] = {
        "exemption": found,
        "title": known.title(found.regulation, found.duty),
        "number": known.number(found.regulation),
        "decide": decide if found.state == State.ASKED and account.may("approve") and not mine else None,
        "end": end if found.state == State.APPROVED and account.may("approve") and not mine else None,
        "mine": mine and found.state == State.ASKED,
    }
    return render(request, "duties/exemption.html", context)


def _told(error: BangfuError) -> str:
    return error.problems[0].say(tongue())
