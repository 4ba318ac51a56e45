"""One body's reply: answered by the body; read by those who inspect, with the ledger beside it, and returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bangfu.errors import BangfuError
from bangfu.site.clock import today
from bangfu.site.duties.days import live
from bangfu.site.duties.law import law
from bangfu.site.duties.tallies import of_each
from bangfu.site.roster.forms import told
from bangfu.site.selfreviews import answering, issuing
from bangfu.site.selfreviews.answering import Said
from bangfu.site.selfreviews.comparing import Beside, beside, counted_of, counted_then, verdicts_url
from bangfu.site.selfreviews.forms import CLAIMS, AnswerForm, ReturnForm
from bangfu.site.selfreviews.models import Question, Reply
from bangfu.site.selfreviews.summary import remark
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import word

State = Reply.State


@dataclass(frozen=True)
class Item:
    """A question with what was said, and the ledger as it was when that was handed in and as it is now."""

    question: Question
    said: Said
    claim: str
    then: list[tuple[str, int]]  # word and number of each status that there is
    now: list[tuple[str, int]]
    remark: str
    duties: list[tuple[str, str]]  # title and list of verdicts


@opens_for("inspect", "answer")
@require_safe
def reply(request: HttpRequest, pk: str) -> HttpResponse:
    """The form where it is open and one's own, else what was said beside the ledger."""
    account, found = cast(Account, request.user), get_object_or_404(answering.in_view(), pk=pk)
    if found.state == State.OPEN and account.may("answer"):
        return _answering(request, found, _forms(found))
    return _read(request, found, ReturnForm())


@opens_for("answer")
@require_POST
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """Save the draft; hand it in where that was asked for."""
    account, found = cast(Account, request.user), get_object_or_404(answering.in_view(), pk=pk)
    if found.state != State.OPEN:
        return redirect("selfreview_reply", pk)
    drawn, whole = _forms(found, request.POST), forms.Form(request.POST)
    if [q for q, form in drawn if not form.is_valid()]:  # every one is looked at, for its own errors
        whole.add_error(None, _("有的依据编号台账里没有，没有保存。"))
        return _answering(request, found, drawn, whole)
    try:
        answering.save(found, {q.pk: form.said for q, form in drawn})
        if "hand_in" in request.POST:
            answering.hand_in(account, found)
    except BangfuError as error:
        for problem in error.problems:
            whole.add_error(None, told(problem))
        return _answering(request, found, drawn, whole)
    messages.success(request, _("已报出。") if "hand_in" in request.POST else _("已保存，还没有报出。"))
    return redirect("selfreview_reply", pk)


@opens_for("supervise")
@require_POST
def give_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Return it with a reason."""
    account, found = cast(Account, request.user), get_object_or_404(answering.in_view(), pk=pk)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            issuing.give_back(account, found, form.cleaned_data["reason"])
        except BangfuError as error:
            for problem in error.problems:
                form.add_error(None, told(problem))
        else:
            messages.success(request, _("已退回，请单位重新填报；原来的一版留着。"))
            return redirect("selfreview", found.review_id)
    return _read(request, found, form)


def _forms(found: Reply, data: Any = None) -> list[tuple[Question, AnswerForm]]:
    said = answering.said_in(found)
    questions = answering.questions_of(found)
    return [(q, AnswerForm(data, prefix=q.pk, said=said.get(q.pk))) for q in questions]


def _answering(
    request: HttpRequest,
    found: Reply,
    drawn: list[tuple[Question, AnswerForm]],
    whole: forms.Form | None = None,
) -> HttpResponse:
    context = {"reply": found, "drawn": drawn, "whole": whole, "day": today(), "before": _before(found)}
    return render(request, "selfreviews/answer.html", context | _named(found))


def _before(found: Reply) -> Reply | None:
    """The version that was returned, for its reason."""
    return (
        answering.in_view()
        .filter(
            review=found.review_id,
            organisation=found.organisation_id,
            role=found.role,
            version=found.version - 1,
        )
        .first()
    )


def _read(request: HttpRequest, found: Reply, form: forms.Form) -> HttpResponse:
    account = cast(Account, request.user)
    context = {
        "reply": found,
        "day": today(),
        "before": _before(found),
        "items": _items(found) if found.state != State.OPEN else [],
        "form": form if found.state == State.HANDED_IN and account.may("supervise") else None,
    }
    return render(request, "selfreviews/reply.html", context | _named(found))


def _named(found: Reply) -> dict[str, Any]:
    return {"role": word("role", found.role), "regulation": law().name(found.review.regulation)}


def _items(found: Reply) -> list[Item]:
    questions, known, said = list(answering.questions_of(found)), law(), answering.said_in(found)
    snapshot, duties = live(), [d for q in questions for d in q.duties]
    now = counted_of(found, duties, snapshot) if snapshot else {}
    kept = counted_then(found, duties)
    items: list[Item] = []
    for q in questions:
        one = said.get(q.pk, Said())
        then = beside(one.claim, q.duties, kept)
        lists = [(known.title(found.review.regulation, d), verdicts_url(found, d)) for d in q.duties]
        claim = str(dict(CLAIMS).get(one.claim, ""))
        after = beside(one.claim, q.duties, now)
        items.append(Item(q, one, claim, _told(then), _told(after), remark(then), lists))
    return items


def _told(found: Beside) -> list[tuple[str, int]]:
    return [(name, n) for _code, name, n in of_each(found.tally) if n]
