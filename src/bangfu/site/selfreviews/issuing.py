"""Issuing a self-review, and returning a reply for a new version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pghistory
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.roster.models import Place
from bangfu.site.selfreviews.drawing import Body, Offered
from bangfu.site.selfreviews.models import Question, Reply, SelfReview
from bangfu.site.web.models import Account

State = Reply.State


@dataclass(frozen=True)
class Paper:
    """What stands at the head of a self-review, and the questions asked of all bodies."""

    title: str
    regulation: str
    due: date
    words: str = ""
    free: Sequence[str] = ()


def in_view() -> QuerySet[SelfReview]:
    """Every self-review that the account may see, with how many bodies have handed in and how many have not."""
    standing = ~Q(replies__state=State.RETURNED)
    handed_in = Count("replies", filter=Q(replies__state=State.HANDED_IN))
    return SelfReview.objects.annotate(asked=Count("replies", filter=standing), in_=handed_in)


def issue(
    account: Account, county: Place, paper: Paper, questions: Sequence[Offered], bodies: Sequence[Body]
) -> SelfReview:
    """Issue a self-review to bodies. Raises `BangfuError` where nobody is asked, or somebody is asked nothing."""
    asked = {q.role for q in questions}
    if not bodies:
        raise BangfuError(Problem("selfreview_nobody", column="body"))
    if not paper.free and any(b.role not in asked for b in bodies):
        raise BangfuError(Problem("selfreview_nothing", column="question"))
    with transaction.atomic():
        made = SelfReview.objects.create(
            title=paper.title, regulation=paper.regulation, county=county, due=paper.due, words=paper.words,
            issued_by=account.pk, issued_at=now(),
        )  # fmt: skip
        of_roles = [q for q in questions if q.role in {b.role for b in bodies}]
        rows = [
            Question(review=made, role=q.role, clause=q.provision.clause, duties=list(q.duties), ask=q.ask)
            for q in of_roles
        ] + [Question(review=made, ask=ask) for ask in paper.free]
        for number, row in enumerate(rows, 1):
            row.number = number
        Question.objects.bulk_create(rows)
        Reply.objects.bulk_create(
            [Reply(review=made, organisation=b.organisation, role=b.role, area=b.area) for b in bodies]
        )
    return made


def give_back(account: Account, reply: Reply, reason: str) -> Reply:
    """Return a reply with a reason: it stays as it is, and a new version begins. Raises `BangfuError`."""
    with transaction.atomic(), pghistory.context(reason=reason):
        done = Reply.objects.filter(pk=reply.pk, state=State.HANDED_IN).update(
            state=State.RETURNED, reason=reason, returned_by=account.pk, returned_at=now()
        )
        if not done:
            raise BangfuError(Problem("selfreview_state", value=reply.pk))
        return Reply.objects.create(
            review_id=reply.review_id, organisation_id=reply.organisation_id, role=reply.role, area=reply.area,
            version=reply.version + 1,
        )  # fmt: skip
