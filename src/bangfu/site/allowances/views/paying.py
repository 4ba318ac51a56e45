"""Entering a payment for a line, and taking one back."""

from __future__ import annotations

import re
from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.allowances.forms import BackForm, PayForm
from bangfu.site.allowances.models import Payment
from bangfu.site.allowances.paying import enters, pay, span_of, take_back
from bangfu.site.allowances.reading import ENTERS, month_for, year_for
from bangfu.site.allowances.showing import Row, rows
from bangfu.site.clock import today
from bangfu.site.roster.forms import told
from bangfu.site.web.access import opens_for
from bangfu.site.web.asked import FIRST
from bangfu.site.web.models import Account

PAID_KINDS = ("allowance", "fund", "reimbursement", "means")


@opens_for(ENTERS)
def enter_payment(request: HttpRequest, period: str, what: str, of: str) -> HttpResponse:
    """Enter what was paid for a line."""
    account = cast(Account, request.user)
    row = _row(account, period, what, of)
    if not enters(account, row.line):
        raise PermissionDenied
    form = PayForm(row.line, request.POST or None)
    back = _back(row)
    if request.method == "POST" and form.is_valid():
        try:
            pay(account, row.line, form.paid)
        except BangfuError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("已登记。"))
            return redirect(back)
    return render(request, "allowances/pay.html", {"form": form, "row": row, "back": back})


@opens_for(ENTERS)
@require_POST
def undo_payment(request: HttpRequest, pk: str) -> HttpResponse:
    """Take an entry back by a counter-entry."""
    account, form = cast(Account, request.user), BackForm(request.POST)
    payment = get_object_or_404(Payment, pk=pk)
    if not enters(account, payment):
        raise PermissionDenied
    if form.is_valid():
        try:
            take_back(account, payment, form.cleaned_data["reason"])
        except BangfuError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("已冲销，原来的一笔保留。"))
    for problems in form.errors.values():
        messages.error(request, " ".join(map(str, problems)))
    if payment.person_id:
        return redirect("allowance", payment.person_id, f"{payment.start:%Y-%m}")
    return redirect("allowances_year", payment.start.year)


def _row(account: Account, period: str, what: str, of: str) -> Row:
    """The line of a period that an address names, as the account reads it; none is missing."""
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", period):
        raise Http404
    span = span_of(period)
    if span.first.year < FIRST or span.first > today():
        raise Http404
    sheet = month_for(account, span.first) if "-" in period else year_for(account, span.first.year)
    for row in rows([line for line in sheet.found if line.what == what and line.period == period]):
        if row.of == of and row.line.kind in PAID_KINDS:
            return row
    raise Http404


def _back(row: Row) -> str:
    line = row.line
    if line.person and "-" in line.period:
        return reverse("allowance", args=[line.person, line.period])
    return f"{reverse('allowances_year', args=[int(line.period[:4])])}?kind={line.kind}"


def _refuse(form: forms.Form, error: BangfuError) -> None:
    for problem in error.problems:
        form.add_error(None, told(problem))
