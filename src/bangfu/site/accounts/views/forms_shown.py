"""How a form about an account is shown, done and refused: each asks for a reason."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.roster.forms import ReasonForm, told
from bangfu.site.web.models import Account


def asked(
    request: HttpRequest, account: Account, title: str, warning: str, do: Callable[[str], object]
) -> HttpResponse:
    """Ask for a reason, then do it and return to the account. `do` may answer with a page of its own."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer = do(form.cleaned_data["reason"])
        except BangfuError as error:
            refuse(form, error)
        else:
            if isinstance(answer, HttpResponse):
                return answer
            messages.success(request, _("已办理。"))
            return redirect("account", account.pk)
    context = {"form": form, "heading": title, "warning": warning, "account": account}
    return render(request, "accounts/reason.html", context)


def refuse(form: ReasonForm, error: BangfuError) -> None:
    """Tell each problem at its field."""
    for problem in error.problems:
        form.add_error(problem.column if problem.column in form.fields else None, told(problem))
