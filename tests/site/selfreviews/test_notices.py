"""What is told of self-reviews: to the body that was asked, until it has handed in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.site.acting import Acting

from bangfu.site.notices.reviewing import events, said
from bangfu.site.selfreviews.answering import Said, hand_in, questions_of, save
from bangfu.site.selfreviews.models import Reply


@pytest.mark.parametrize("role", ["inspection_office", "inspector", "unit_contact", "responsible_helper"])
def test_who_was_not_asked_is_told_of_none(acting: Acting, reply: Reply, role: str) -> None:
    with acting(role) as account:
        assert not list(events(account, reply.review.due))


@pytest.mark.parametrize(("days", "what"), [(-8, "new"), (-7, "due"), (0, "due"), (1, "late")])
def test_the_day_says_what_is_told(acting: Acting, reply: Reply, days: int, what: str) -> None:
    due = reply.review.due
    with acting("township_clerk") as account:
        assert [(e.of, e.what, e.day) for e in events(account, due + timedelta(days=days))] == [
            (reply.pk, what, due)
        ]


def test_what_was_handed_in_is_told_no_more(acting: Acting, reply: Reply) -> None:
    with acting("township_clerk") as account:
        save(reply, {q.pk: Said("not", "还没有做") for q in questions_of(reply)})
        hand_in(account, reply)
        assert not list(events(account, reply.review.due))


def test_a_sentence_leads_to_the_reply(acting: Acting, reply: Reply) -> None:
    with acting("township_clerk"):
        sentence, page = said(reply.pk, "late", reply.review.due)
        assert "自查自评" in sentence
        assert page == f"/selfreviews/reply/{reply.pk}/"
    with acting("responsible_helper"):
        assert said(reply.pk, "late", reply.review.due) == ("", "")
