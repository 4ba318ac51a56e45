"""Coming back with the code: how far it is, what was answered, more to say, whether it was solved.

The code comes in the body of a form and never in an address, which browsers and logs keep.
"""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.tips.forms import CodeForm, JudgeForm, MoreForm
from bangfu.site.tips.sender import add, judge, progress
from bangfu.site.tips.views.refusing import refuse
from bangfu.site.tips.words import solved_words, state_words
from bangfu.site.web.access import PUBLIC, opens_for
from bangfu.site.web.limits import limited_by_address


@opens_for(PUBLIC)
@limited_by_address("open_page")
@limited_by_address("tip_code", "POST")
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and show how far its tip is."""
    form = CodeForm(request.POST or None)
    return _page(request, form) if request.method == "POST" else _ask(request, form)


@opens_for(PUBLIC)
@require_POST
@limited_by_address("tip_code")
def more(request: HttpRequest) -> HttpResponse:
    """Write more."""
    form = MoreForm(request.POST)
    return _said(
        request, "more", form, lambda code: add(code, form.cleaned_data["text"]), _("补充的话已收到。")
    )


@opens_for(PUBLIC)
@require_POST
@limited_by_address("tip_code")
def solved(request: HttpRequest) -> HttpResponse:
    """Say whether it was solved."""
    form = JudgeForm(request.POST)

    def say(code: str) -> None:
        judge(code, form.answer(), form.cleaned_data["text"])

    return _said(request, "judge", form, say, _("谢谢，您的回答已收到。"))


def _said(
    request: HttpRequest, name: str, form: forms.Form, say: Callable[[str], None], done: str
) -> HttpResponse:
    code = CodeForm(request.POST)
    if not form.is_valid() or not code.is_valid():
        return _page(request, code, **{name: form})
    try:
        say(code.cleaned_data["code"])
    except BangfuError as error:
        refuse(form, error)
        return _page(request, code, **{name: form})
    return _page(request, code, done=done)


def _ask(request: HttpRequest, form: CodeForm) -> HttpResponse:
    return render(request, "tips/track.html", {"form": form}, status=422 if form.errors else 200)


def _page(request: HttpRequest, form: CodeForm, **given: forms.Form | str) -> HttpResponse:
    """How far it is, with what may be added; `given` are the forms that were refused."""
    if not form.is_valid():
        return _ask(request, form)
    try:
        found = progress(form.cleaned_data["code"])
    except BangfuError as error:
        refuse(form, error)
        return _ask(request, form)
    context = {
        "code": form.cleaned_data["code"],
        "found": found,
        "state": state_words()[found.state],
        "first_state": state_words().get(found.first_state, ""),
        "solved": solved_words().get(found.solved, ""),
        "more": MoreForm(auto_id="more-%s"),
        "judge": JudgeForm(auto_id="judge-%s") if found.asks else None,
    }
    failed = any(isinstance(f, forms.Form) for f in given.values())
    return render(request, "tips/progress.html", context | given, status=422 if failed else 200)
