"""One tip: what each may see of it, and the moves that each may make."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bangfu.errors import BangfuError
from bangfu.site.tips import sender as senders
from bangfu.site.tips.alike import alike
from bangfu.site.tips.deadlines import limits
from bangfu.site.tips.forms import LookForm
from bangfu.site.tips.listing import Row, in_view, is_with
from bangfu.site.tips.models import Arrival, Move, State, Tip
from bangfu.site.tips.moving import move
from bangfu.site.tips.states import STEPS, open_to
from bangfu.site.tips.step_forms import StepForm
from bangfu.site.tips.views.refusing import refuse
from bangfu.site.tips.words import desk_words, move_words, solved_words, state_words, way_words
from bangfu.site.web.access import opens_for
from bangfu.site.web.limits import limited
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of


@opens_for("receive", "supervise", "answer")
def tip(request: HttpRequest, pk: str) -> HttpResponse:
    """See it."""
    return _page(request, _one(pk))


@opens_for("receive")
@require_POST
def triage(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    """A move of the reception."""
    return _moved(request, pk, kind, "receive")


@opens_for("answer", "supervise")
@require_POST
def answer(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    """A move of whoever has to answer; the database knows who that is."""
    return _moved(request, pk, kind, "answer")


@opens_for("supervise")
@require_POST
def lead(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it up for an inspection."""
    return _moved(request, pk, "lead", "supervise")


@opens_for("receive")
@require_POST
@limited("unmask")
def sender(request: HttpRequest, pk: str) -> HttpResponse:
    """Who sent it, after the reason was written down."""
    found, form = _one(pk), LookForm(request.POST)
    if not form.is_valid():
        return _page(request, found, look=form)
    context = {"sender": senders.identity(found, form.cleaned_data["reason"]), "tip": found}
    return render(request, "tips/sender.html", context)


def _one(pk: str) -> Tip:
    """The one door to a tip."""
    return get_object_or_404(in_view().select_related("place__parent", "body", "duplicate_of__place"), pk=pk)


def _moved(request: HttpRequest, pk: str, kind: str, by: str) -> HttpResponse:
    if kind not in STEPS or STEPS[kind].by != by:
        raise Http404
    found = _one(pk)
    form = StepForm(kind, found, request.POST)
    if form.is_valid():
        try:
            move(cast(Account, request.user), found, kind, **form.said())
        except BangfuError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已办理：%(move)s。") % {"move": move_words()[kind]})
            return redirect("tips") if kind == "hand_back" else redirect("tip", pk)
    return _page(request, found, form)


def _page(
    request: HttpRequest, found: Tip, refused: StepForm | None = None, look: forms.Form | None = None
) -> HttpResponse:
    account = cast(Account, request.user)
    kinds = open_to(account, found.state, with_us=is_with(account, found), lead=found.lead)
    context: dict[str, Any] = {
        "tip": found,
        "row": Row(found, limits().due(found)),
        "state": state_words()[found.state],
        "desk": str(found.body) if found.body else desk_words().get(found.desk, ""),
        "solved": solved_words().get(found.solved, ""),
        "moves": Move.objects.filter(tip=found).annotate(who=name_of("account")).select_related("body"),
        "words": move_words(),
        "states": state_words(),
        "forms": [(k, refused if refused and refused.kind == k else StepForm(k, found)) for k in kinds],
        "refused": refused,
        "steps": STEPS,
    }
    if account.may("receive"):
        context |= _of_the_reception(found, look)
    failed = refused is not None or look is not None
    return render(request, "tips/tip.html", context, status=422 if failed else 200)


def _of_the_reception(found: Tip, look: forms.Form | None) -> dict[str, Any]:
    arrival = Arrival.objects.get(pk=found.pk)
    waiting = found.state == State.RECEIVED
    return {
        "arrival": arrival,
        "way": way_words()[arrival.way],
        "letters": found.words.annotate(who=name_of("account")),  # type: ignore[attr-defined]
        "alike": alike(found) if waiting else [],
        "duplicates": list(found.duplicates.all()),  # type: ignore[attr-defined]
        "look": look or LookForm(),
    }
