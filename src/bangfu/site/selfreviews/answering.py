"""Answering: a draft that is saved as often as one likes, and handed in once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.duties.days import live
from bangfu.site.selfreviews.comparing import counted_of
from bangfu.site.selfreviews.models import Answer, Question, Reply
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of

State = Reply.State


@dataclass(frozen=True)
class Said:
    """What is said to one question."""

    claim: str = ""
    words: str = ""
    evidence: tuple[str, ...] = ()


def in_view() -> QuerySet[Reply]:
    """Every reply that the account may see, with names."""
    rows = Reply.objects.select_related("review", "organisation")
    return rows.annotate(who=name_of("handed_in_by"), returner=name_of("returned_by"))


def due(account: Account) -> QuerySet[Reply]:
    """What this account's body still has to hand in, the first due first."""
    open_ = in_view().filter(state=State.OPEN).order_by("review__due", "id")
    return open_ if account.may("answer") else open_.none()


def questions_of(reply: Reply) -> QuerySet[Question]:
    """What a body was asked."""
    return Question.objects.filter(Q(role="") | Q(role=reply.role), review=reply.review_id)


def said_in(reply: Reply) -> dict[str, Said]:
    """What a reply says, by question; in a new version first what the one before it said."""
    before = Reply.objects.filter(
        review=reply.review_id, organisation=reply.organisation_id, role=reply.role, version=reply.version - 1
    )
    wanted = [*before, reply] if reply.state == State.OPEN else [reply]
    found: dict[str, Said] = {}
    for each in wanted:
        for a in Answer.objects.filter(reply=each):
            found[a.question_id] = Said(a.claim, a.words, tuple(a.evidence))
    return found


def save(reply: Reply, said: Mapping[str, Said]) -> None:
    """Keep a draft. Raises `BangfuError` where it was handed in meanwhile."""
    known = {a.question_id: a for a in Answer.objects.filter(reply=reply)}
    try:
        with transaction.atomic():
            for question, what in said.items():
                _keep(known.get(question) or Answer(reply=reply, question_id=question), what)
    except IntegrityError as error:
        raise BangfuError(Problem("selfreview_state", value=reply.pk)) from error


def _keep(answer: Answer, said: Said) -> None:
    fields: dict[str, Any] = {"claim": said.claim, "words": said.words, "evidence": list(said.evidence)}
    if not answer._state.adding and all(getattr(answer, name) == value for name, value in fields.items()):
        return
    for name, value in fields.items():
        setattr(answer, name, value)
    answer.save(
        force_insert=answer._state.adding, update_fields=None if answer._state.adding else list(fields)
    )


def hand_in(account: Account, reply: Reply) -> None:
    """Hand in what was saved, with what the ledger counts today. Raises `BangfuError` where a question is left open."""
    questions = list(questions_of(reply))
    if left := unanswered(reply, questions):
        raise BangfuError(Problem("selfreview_unanswered", value=str(len(left))))
    snapshot = live()
    counted = counted_of(reply, [d for q in questions for d in q.duties], snapshot) if snapshot else {}
    try:
        with transaction.atomic():
            done = Reply.objects.filter(pk=reply.pk, state=State.OPEN).update(
                state=State.HANDED_IN, handed_in_by=account.pk, handed_in_at=now(), counted=counted,
                counted_on=snapshot.as_of if snapshot else None,
            )  # fmt: skip
    except IntegrityError as error:
        raise BangfuError(Problem("selfreview_state", value=reply.pk)) from error
    if not done:
        raise BangfuError(Problem("selfreview_state", value=reply.pk))


def unanswered(reply: Reply, questions: Iterable[Question]) -> list[Question]:
    """The questions to which nothing is claimed yet."""
    answered = set(Answer.objects.filter(reply=reply).exclude(claim="").values_list("question", flat=True))
    return [q for q in questions if q.pk not in answered]
