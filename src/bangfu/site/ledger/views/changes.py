"""Recording by a plain form, and putting entries right."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.ledger import reach
from bangfu.site.ledger.forms import CorrectForm, EntryForm
from bangfu.site.ledger.recording import correct, may_change, record_all, withdraw
from bangfu.site.ledger.views.entries import entry_of
from bangfu.site.roster.forms import ReasonForm, told
from bangfu.site.roster.models import Place
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.views.errors import forbidden

ASKED = ("kind", "on", "place", "household", "person", "organisation")


@opens_for("record")
def record_form(request: HttpRequest) -> HttpResponse:
    """One entry, or the same for several households, without scripts."""
    account = cast(Account, request.user)
    village = _village(account, request.GET.get("village", ""))
    asked = {name: request.GET[name] for name in ASKED if name in request.GET}
    if "household" in asked:
        asked["households"] = asked["household"]
    form = EntryForm(account, today(), request.POST or None, village=village, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            done = record_all(account, form.drafts())
        except BangfuError as error:
            form.refuse(error)
        else:
            messages.success(
                request, ngettext("已记录 %(n)s 条。", "已记录 %(n)s 条。", len(done)) % {"n": len(done)}
            )
            return (
                redirect("entry", done[0].entry.pk)
                if len(done) == 1
                else redirect(f"{reverse('ledger')}?sort=-recorded")
            )
    villages = (
        reach.places(account).filter(level="village").order_by("code") if account.may("record_area") else []
    )
    context = {
        "form": form,
        "heading": _("记一笔"),
        "back": reverse("home"),
        "village": village,
        "villages": villages,
    }
    return render(request, "ledger/form.html", context)


def _village(account: Account, code: str) -> Place | None:
    return reach.places(account).filter(pk=int(code), level="village").first() if code.isdecimal() else None


@opens_for("record")
def entry_correct(request: HttpRequest, pk: str) -> HttpResponse:
    """Put an entry right by a new one."""
    account, entry = cast(Account, request.user), entry_of(pk)
    if not may_change(account, entry):
        return forbidden(request)
    form = CorrectForm(account, today(), entry, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            [draft] = form.drafts()
            done = correct(account, entry, draft, form.cleaned_data["reason"])
        except BangfuError as error:
            form.refuse(error)
        else:
            messages.success(request, _("已更正，原来的那一笔保留着。"))
            return redirect("entry", done.entry.pk)
    context = {
        "form": form,
        "heading": _("更正一笔记录"),
        "back": reverse("entry", args=[pk]),
        "entry": entry,
    }
    return render(request, "ledger/form.html", context)


@opens_for("record")
def entry_withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take an entry back."""
    account, entry = cast(Account, request.user), entry_of(pk)
    if not may_change(account, entry):
        return forbidden(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(account, entry, form.cleaned_data["reason"])
        except BangfuError as error:
            _refuse(form, error.problems)
        else:
            messages.success(request, _("已撤回，不再计入任何责任；原来的那一笔保留着。"))
            return redirect("entry", pk)
    return render(request, "ledger/withdraw.html", {"form": form, "entry": entry})


def _refuse(form: ReasonForm, problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        form.add_error("reason" if problem.column == "reason" else None, told(problem))
