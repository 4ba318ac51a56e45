"""Good practice: written down, commended, given to the papers."""

from __future__ import annotations

from typing import cast

import pghistory
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from bangfu.site.clock import moment
from bangfu.site.rectification.forms import PracticeForm
from bangfu.site.rectification.models import Practice
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.views.errors import forbidden

PAGE = 30
NEXT = {Practice.State.DRAFTED: Practice.State.COMMENDED, Practice.State.COMMENDED: Practice.State.PUBLICISED}


@opens_for(WORK)
@require_GET
def practices(request: HttpRequest) -> HttpResponse:
    """What was found good."""
    found = Practice.objects.select_related("place", "organisation")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "rectification/practices.html", {"page": page})


@opens_for(WORK)
@require_GET
def practice(request: HttpRequest, pk: str) -> HttpResponse:
    """One of them, with the text for the papers."""
    found = get_object_or_404(Practice.objects.select_related("place", "organisation", "campaign"), pk=pk)
    account = cast(Account, request.user)
    following = NEXT.get(Practice.State(found.state)) if account.may("supervise") else None
    return render(request, "rectification/practice.html", {"practice": found, "following": following})


@opens_for("inspect")
def practice_new(request: HttpRequest) -> HttpResponse:
    """Write one down."""
    form = PracticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save(commit=False)
        made.made_by, made.made_at = cast(Account, request.user).pk, moment()
        if _saved(made, form):
            return redirect("practice", made.pk)
    return _form(request, form, reverse("practices"))


@opens_for("inspect")
def practice_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Write it anew, until it was given to the papers; what was commended is changed by the office."""
    found = get_object_or_404(Practice.objects.exclude(state=Practice.State.PUBLICISED), pk=pk)
    if found.state != Practice.State.DRAFTED and not cast(Account, request.user).may("supervise"):
        return forbidden(request)
    form = PracticeForm(request.POST or None, instance=found)
    for name in ("place", "organisation"):
        form.fields[name].disabled = True
    if request.method == "POST" and form.is_valid() and _saved(found, form, "title", "text", "publicity"):
        return redirect("practice", pk)
    return _form(request, form, reverse("practice", args=[pk]))


@opens_for("supervise")
@require_POST
def practice_move(request: HttpRequest, pk: str) -> HttpResponse:
    """Commend it, then note that it was publicised."""
    found = get_object_or_404(Practice, pk=pk)
    following = NEXT.get(Practice.State(found.state))
    if following is not None:
        with pghistory.context(reason=following):
            Practice.objects.filter(pk=pk, state=found.state).update(state=following)
        messages.success(request, _("已记下。"))
    return redirect("practice", pk)


def _saved(made: Practice, form: PracticeForm, *fields: str) -> bool:
    try:
        with transaction.atomic():
            made.save(update_fields=fields) if fields else made.save(force_insert=True)
    except DatabaseError:
        form.add_error("place", _("不在您的范围内。"))
        return False
    return True


def _form(request: HttpRequest, form: PracticeForm, back: str) -> HttpResponse:
    return render(request, "roster/form.html", {"form": form, "title": _("好做法"), "back": back})
