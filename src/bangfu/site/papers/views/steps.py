"""Writing on a draft, issuing it, withdrawing it, and beginning another in its place."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.papers import issuing, making
from bangfu.site.papers.forms import EditForm, WithdrawForm
from bangfu.site.papers.official import official_of
from bangfu.site.papers.versions import count_of
from bangfu.site.papers.views.opening import ISSUERS, MAKERS, issues, makes
from bangfu.site.papers.views.papers import one, shown
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Person
from bangfu.site.roster.words import in_full
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.views.errors import forbidden


@opens_for(*MAKERS)
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """The draft as a form; what was issued is only shown."""
    found = one(pk)
    if not makes(cast(Account, request.user), found.kind):
        return forbidden(request)
    if not found.is_draft:
        messages.info(request, _("只有草稿能改。"))
        return redirect("paper", pk)
    form = EditForm(found, request.POST or None, seen=count_of(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        people = [r for r in making.recipients_of(found) if isinstance(r, Person)]  # stay as they were made
        recipients = [*data["places"], *data["organisations"], *people]
        try:
            issuing.edit(found, form.edited(), data["series"], recipients, data["seen"])
        except BangfuError as error:
            form.add_error(None, told(error.problems[0]))
        else:
            messages.success(request, _("已保存，原来的版本还在。"))
            return redirect("paper", pk)
    return render(request, "papers/edit.html", {"paper": found, "form": form})


@opens_for(*ISSUERS)
@require_POST
def issue(request: HttpRequest, pk: str) -> HttpResponse:
    """Issue it under the next number."""
    found = one(pk)
    if not issues(cast(Account, request.user), found.kind):
        return forbidden(request)
    try:
        issuing.issue(cast(Account, request.user), found)
    except BangfuError as error:
        return shown(request, one(pk), error=_said(error))
    messages.success(request, _("已印发：%(number)s") % {"number": official_of(found).reference})
    return redirect("paper", pk)


@opens_for(*ISSUERS)
@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Withdraw it, with a reason."""
    found, form = one(pk), WithdrawForm(request.POST)
    if not issues(cast(Account, request.user), found.kind):
        return forbidden(request)
    if not form.is_valid():
        return shown(request, found, form)
    try:
        issuing.withdraw(cast(Account, request.user), found, form.cleaned_data["reason"])
    except BangfuError as error:
        return shown(request, one(pk), form, error=_said(error))
    messages.success(request, _("已撤回，理由已记下。"))
    return redirect("paper", pk)


@opens_for(*MAKERS)
@require_POST
def again(request: HttpRequest, pk: str) -> HttpResponse:
    """A new draft that replaces what was issued or withdrawn."""
    found = one(pk)
    if not makes(cast(Account, request.user), found.kind):
        return forbidden(request)
    if found.is_draft:
        return redirect("paper_edit", pk)
    return redirect("paper_edit", making.again(cast(Account, request.user), found).pk)


def _said(error: BangfuError) -> str:
    return " ".join(in_full(problem) for problem in error.problems)
