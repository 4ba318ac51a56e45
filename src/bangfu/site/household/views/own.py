"""A household reads its own file with the code of a slip, without signing in, and says what is wrong there.

The code comes in the body of a form and never in an address, which browsers and logs keep.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.household import slips
from bangfu.site.household.words import codes
from bangfu.site.roster.forms import refuse
from bangfu.site.tips.forms import CodeForm
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.deed import some_lines
from bangfu.site.web.limits import limited_by_address


class SlipForm(CodeForm):
    """The code that stands on the slip."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["code"].help_text = _("印在查询条上的十六个字母和数字；大小写、空格和横线不要紧。")


class WrongForm(forms.Form):
    """What is wrong."""

    text = some_lines(gettext_lazy("哪里不对，应当是什么"), 1000)


@opens_for(PUBLIC)
@limited_by_address("open_page")
@limited_by_address("slip", "POST")
def own_file(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and show what is held."""
    if request.method == "POST":
        return _page(request, SlipForm(request.POST))
    return _ask(request, SlipForm())


@opens_for(PUBLIC)
@require_POST
@limited_by_address("slip")
def correct(request: HttpRequest) -> HttpResponse:
    """Say what is wrong."""
    code, wrong = SlipForm(request.POST), WrongForm(request.POST)
    if not code.is_valid() or not wrong.is_valid():
        return _page(request, code, wrong)
    try:
        slips.correct(code.cleaned_data["code"], wrong.cleaned_data["text"])
    except BangfuError as error:
        refuse(code, error)
        return _ask(request, code)
    return _page(request, code, done=_("已经收到，乡镇核实以后会在这里答复您；下次请带新的查询条来看。"))


def _ask(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "household/own_ask.html", {"form": form}, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, form: CodeForm, wrong: WrongForm | None = None, done: str = ""
) -> HttpResponse:
    if not form.is_valid():
        return _ask(request, form)
    code = form.cleaned_data["code"]
    try:
        held = slips.opened(code)
    except BangfuError as error:
        refuse(form, error)
        return _ask(request, form)
    version = held["version"] or {}
    context = {
        "held": held, "version": version, "code": code, "wrong": wrong or WrongForm(), "done": done,
        "guarantees": [(name, version.get(name, "")) for name in codes("guarantee")] if version else [],
    }  # fmt: skip
    return render(request, "household/own.html", context, status=422 if wrong else 200)
