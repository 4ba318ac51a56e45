"""Handing over: choose what passes, look at it, do it, take it back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.roster import changes, handover
from bangfu.site.roster.forms import told
from bangfu.site.roster.models import Change, Person
from bangfu.site.roster.passing_forms import HandoverForm
from bangfu.site.roster.preview import named_ops
from bangfu.site.roster.views.telling import tell
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account


@opens_for("roster")
def handovers_page(request: HttpRequest) -> HttpResponse:
    """The handovers that were prepared or done, the latest first."""
    rows = Change.objects.filter(kind=Change.Kind.HANDOVER).defer("plan")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "roster/handovers.html", {"page": page})


@opens_for("roster")
def new_handover(request: HttpRequest, pk: str) -> HttpResponse:
    """Choose the successor, the day, and what passes."""
    person = get_object_or_404(Person.objects.select_related("organisation"), pk=pk)
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = _prepared(request, person, form)
        if change is not None:
            return redirect("handover", change.pk)
    context = {
        "person": person,
        "form": form,
        "passing": handover.passing(person, form.day),
        "chosen": _chosen(request) if request.method == "POST" else None,
        "open": handover.open_work(person),
        "exemptions": handover.open_exemptions(person, form.day),
    }
    return render(request, "roster/handover_new.html", context)


def _chosen(request: HttpRequest) -> dict[str, list[str]]:
    return {table: request.POST.getlist(table) for table in ("posts", "pairings")}


def _prepared(request: HttpRequest, person: Person, form: HandoverForm) -> Change | None:
    """The handover as a change to look at; only what can pass does."""
    words: dict[str, Any] = form.cleaned_data
    can = handover.passing(person, words["on"])
    allowed = {
        "posts": {p.pk for _, posts in can.roles for p in posts},
        "pairings": {p.pk for p in can.pairings},
    }
    chosen = {table: [i for i in ids if i in allowed[table]] for table, ids in _chosen(request).items()}
    ops = handover.plan(person, words["successor"], words["on"], chosen, words["own_unit"])
    try:
        return handover.prepare(
            cast(Account, request.user), person, words["successor"], words["on"], ops, words["reason"]
        )
    except BangfuError as error:
        for problem in error.problems:
            form.add_error("successor" if problem.code == "hands_to_self" else None, told(problem))
        return None


@opens_for("roster")
def handover_page(request: HttpRequest, pk: str) -> HttpResponse:
    """One handover: before it is done its preview, afterwards what was done."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.HANDOVER)
    context = {
        "change": change,
        "ops": named_ops(changes.ops_of(change)),
        "can_undo": handover.can_undo(change),
    }
    return render(request, "roster/handover.html", context)


@opens_for("roster")
@require_POST
def do_handover(request: HttpRequest, pk: str) -> HttpResponse:
    """Do it."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.HANDOVER)
    try:
        changes.apply(change)
        messages.success(request, _("交接已办理，当天内可撤销。"))
    except BangfuError as error:
        tell(request, error)
    return redirect("handover", pk)


@opens_for("roster")
@require_POST
def undo_handover(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it back."""
    change = get_object_or_404(Change, pk=pk, kind=Change.Kind.HANDOVER)
    try:
        handover.undo(change, request.POST.get("reason", ""))
        messages.success(request, _("交接已撤销，恢复原状。"))
    except BangfuError as error:
        tell(request, error)
    return redirect("handover", pk)
