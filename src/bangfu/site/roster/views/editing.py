"""How every form of one row is shown, saved and refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.roster.forms import RowForm
from bangfu.site.roster.saving import refusals


def edit(
    request: HttpRequest,
    form: RowForm,
    title: str | Promise,
    back: str,
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form or save it; `then` gives the page of the saved row, `back` that of giving up."""
    if request.method == "POST" and form.is_valid():
        row = _saved(form)
        if row is not None:
            messages.success(request, _("已保存。"))
            return redirect(then(row) if then else back)
    return render(request, "roster/form.html", {"form": form, "title": title, "back": back})


def _saved(form: RowForm) -> Model | None:
    """The row, or None with what was refused told in the form."""
    try:
        with refusals(), pghistory.context(reason=form.cleaned_data.get("reason", "")):
            return form.save()
    except BangfuError as error:
        for problem in error.problems:
            form.refuse(problem)
        return None
