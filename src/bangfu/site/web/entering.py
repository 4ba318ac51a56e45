"""One page for everything that is entered: a form, what is refused at its field, and the way back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bangfu.errors import BangfuError
from bangfu.site.roster.forms import refuse
from bangfu.site.web.deed import Deed, Deeds
from bangfu.site.web.models import Account


def form_of(deeds: Deeds, what: str) -> type[Deed]:
    """The form of a word of an address. Raises `Http404`."""
    if what not in deeds:
        raise Http404
    return deeds[what]


def offered(user: Account, deeds: Deeds) -> list[tuple[str, Any]]:
    """What an account may enter, by its word and its title."""
    return [(what, deed.title) for what, deed in deeds.items() if deed.open_to(user)]


def entered(request: HttpRequest, deed: type[Deed], subject: Any, back: str) -> HttpResponse:
    """Show the form, or do what it says and go back. Raises `PermissionDenied` for whom it is not."""
    user = cast(Account, request.user)
    if not deed.open_to(user):
        raise PermissionDenied
    form = deed(subject, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and done(form, user):
        messages.success(request, _("已保存。"))
        return redirect(back)
    return render(request, "roster/form.html", {"form": form, "title": deed.title, "back": back})


def done(form: Deed, user: Account) -> bool:
    """Whether it was done; a refusal is told at the form."""
    try:
        form.do(user)
    except BangfuError as error:
        refuse(form, error)
        return False
    return True
