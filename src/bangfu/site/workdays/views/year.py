"""A year of the calendar: seen by everybody, set by those who keep the county's rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import today
from bangfu.site.roster.forms import told
from bangfu.site.web.access import SIGNED_IN, opens_for
from bangfu.site.web.asked import FIRST, LAST, year_asked
from bangfu.site.web.models import Account
from bangfu.site.workdays.changing import Wanted, change, none_of, rest_of
from bangfu.site.workdays.forms import SetForm, YearForm
from bangfu.site.workdays.history import steps_of
from bangfu.site.workdays.year import Year


@opens_for(SIGNED_IN)
def workdays(request: HttpRequest) -> HttpResponse:
    """Twelve small months."""
    return page(request, year_asked(request, today().year))


@opens_for("regulations")
@require_POST
def set_days(request: HttpRequest) -> HttpResponse:
    """Days off, worked, or as before."""
    form = SetForm(request.POST)
    if form.is_valid():
        done = _done(request, form, form.wanted(), form.days[0].year)
        if done:
            return done
    return page(request, year_asked(request, today().year), form)


@opens_for("regulations")
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """All days that are not set are as weekdays have them: the year is known."""
    return _whole(request, rest_of)


@opens_for("regulations")
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Take back all that was set in a year."""
    return _whole(request, none_of)


def _whole(request: HttpRequest, wanted: Callable[[int], Wanted]) -> HttpResponse:
    form = YearForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明理由（至少两个字）。"))
        return redirect(_address(year_asked(request, today().year)))
    year: int = form.cleaned_data["year"]
    return _done(request, form, wanted(year), year) or page(request, year, whole=form)


def _done(request: HttpRequest, form: forms.Form, wanted: Wanted, year: int) -> HttpResponse | None:
    """Carry it out and show the year; None where something stands against it, which the form then tells."""
    try:
        count = change(cast(Account, request.user), wanted, form.cleaned_data["reason"])
        if not count:
            raise BangfuError(Problem("nothing_changes"))
    except BangfuError as error:
        for problem in error.problems:
            form.add_error(None, told(problem))
        return None
    saved = ngettext("已改 %(n)s 天，正在重新判断。", "已改 %(n)s 天，正在重新判断。", count)
    messages.success(request, saved % {"n": count})
    return redirect(_address(year))


def page(
    request: HttpRequest, year: int, form: SetForm | None = None, whole: YearForm | None = None
) -> HttpResponse:
    """The page of a year, with the forms of whoever may set it."""
    wrong = form or whole
    context = {
        "year": Year(year, today()),
        "before": year - 1 if year > FIRST else None,
        "after": year + 1 if year < LAST else None,
        "may_set": cast(Account, request.user).may("regulations"),
        "form": form or SetForm(initial={"what": "off"}),
        "whole": whole or YearForm(initial={"year": year}),
        "picked": set(request.POST.getlist("day")),
        "steps": steps_of(year),
    }
    return render(request, "workdays/year.html", context, status=422 if wrong and wrong.errors else 200)


def _address(year: int) -> str:
    return f"{reverse('workdays')}?year={year}"
