"""One page for everything that is entered: a form, what is refused at its field, and the way back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.fund.forms.act import Act
from bangfu.site.rectification.views.showing import refuse
from bangfu.site.web.models import Account as User


def form_of(acts: dict[str, type[Act]], what: str) -> type[Act]:
    """The form of a word of an address. Raises `Http404`."""
    if what not in acts:
        raise Http404
    return acts[what]


def offered(user: User, acts: dict[str, type[Act]]) -> list[tuple[str, Any]]:
    """What an account may enter, by its word and its title."""
    return [(what, act.title) for what, act in acts.items() if any(map(user.may, act.rights))]


def entered(request: HttpRequest, act: type[Act], subject: Any, back: str) -> HttpResponse:
    """Show the form, or do what it says and go back. Raises `PermissionDenied` for whom it is not."""
    user = cast(User, request.user)
    if not any(map(user.may, act.rights)):
        raise PermissionDenied
    form = act(subject, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and done(form, user):
        messages.success(request, _("已保存。"))
        return redirect(back)
    return render(request, "roster/form.html", {"form": form, "title": act.title, "back": back})


def done(form: Act, user: User) -> bool:
    """Whether it was done; a refusal is told at the form."""
    try:
        form.do(user)
    except BangfuError as error:
        refuse(form, error)
        return False
    return True
