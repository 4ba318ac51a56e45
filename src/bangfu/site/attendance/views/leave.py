"""Leave: asking, deciding, taking back, returning."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.attendance import leaving
from bangfu.site.attendance.forms import AskForm, DecideForm, ReturnForm
from bangfu.site.attendance.leaving import State
from bangfu.site.attendance.models import Leave
from bangfu.site.clock import today
from bangfu.site.roster.forms import told
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.workdays.official import workdays_in

PAGE = 50


@opens_for(WORK)
def leaves(request: HttpRequest) -> HttpResponse:
    """What this account decides first, then everything else."""
    account = cast(Account, request.user)
    waiting = leaving.waiting(account)
    rows = leaving.in_view().exclude(pk__in=waiting.values("pk"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "attendance/leaves.html", {"waiting": waiting, "page": page})


@opens_for("record")
def new(request: HttpRequest) -> HttpResponse:
    """Ask for leave."""
    account = cast(Account, request.user)
    form = AskForm(account, request.POST or None, initial={"start": today(), "end": today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = leaving.ask(account, form.posts[data["post"]], data["start"], data["end"], data["reason"])
        except BangfuError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("已提出，等待批准。"))
            return redirect("leave", made.pk)
    context = {"form": form, "title": _("请假"), "back": reverse("leaves")}
    return render(request, "roster/form.html", context)


@opens_for(WORK)
def leave(request: HttpRequest, pk: str) -> HttpResponse:
    """One leave, with what this account may do."""
    return _page(request, _one(pk))


@opens_for("leave")
@require_POST
def decide(request: HttpRequest, pk: str) -> HttpResponse:
    """Approve or refuse."""
    form, approved = DecideForm(request.POST), request.POST.get("approved") == "1"

    def step(account: Account, found: Leave) -> None:
        leaving.decide(account, found, approved=approved, decision=form.cleaned_data["decision"])

    return _stepped(request, pk, "decide", form, step, _("已批准。") if approved else _("已决定不批准。"))


@opens_for("record")
@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take back what was not decided."""
    form = forms.Form(request.POST)
    return _stepped(request, pk, "withdraw", form, lambda _a, found: leaving.withdraw(found), _("已撤回。"))


@opens_for("record")
@require_POST
def come_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Return from leave."""
    form = ReturnForm(request.POST)

    def step(account: Account, found: Leave) -> None:
        leaving.come_back(account, found, form.cleaned_data["on"])

    return _stepped(request, pk, "back", form, step, _("已销假，请假的天数已记入台账。"))


def _one(pk: str) -> Leave:
    return get_object_or_404(leaving.in_view(), pk=pk)


def _stepped(
    request: HttpRequest,
    pk: str,
    name: str,
    form: forms.Form,
    step: Callable[[Account, Leave], None],
    done: str,
) -> HttpResponse:
    """Carry out a step; what stands against it is told on the page, at the form of that name."""
    found = _one(pk)
    if form.is_valid():
        try:
            step(cast(Account, request.user), found)
        except BangfuError as error:
            _refuse(form, error)
        else:
            messages.success(request, done)
            return redirect("leave", pk)
    return _page(request, found, **{name: form})


def _refuse(form: forms.Form, error: BangfuError) -> None:
    for problem in error.problems:
        form.add_error(problem.column if problem.column in form.fields else None, told(problem))


def _page(request: HttpRequest, found: Leave, **given: forms.Form) -> HttpResponse:
    context = {"leave": found, "workdays": workdays_in(found.start, found.end)}
    return render(request, "attendance/leave.html", context | _open(request, found) | given)


def _open(request: HttpRequest, found: Leave) -> dict[str, forms.Form]:
    """The forms of the steps that this account may take now."""
    account = cast(Account, request.user)
    own = found.asked_by == account.pk or found.person_id == account.person_id
    forms_: dict[str, forms.Form] = {}
    if found.state == State.ASKED and not own and account.may("leave") and account.role == found.decider:
        forms_["decide"] = DecideForm()
    if own or account.may("record_area"):
        if found.state == State.APPROVED:
            forms_["back"] = ReturnForm(initial={"on": today()})
        if found.state == State.ASKED:
            forms_["withdraw"] = forms.Form()
    return forms_
