"""Whatever order steps are tried in, by whomever: the database lets through what the machine allows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.site.acting import Acting

from bangfu.site.clock import now
from bangfu.site.selfreviews.answering import questions_of
from bangfu.site.selfreviews.models import Answer, Reply

STEPS = ("answer", "hand_in", "return", "reopen", "rewrite", "delete")
WHO = ("township_clerk", "inspection_office", "inspector", "county_office", "unit_leader")


def tried(acting: Acting, who: str, step: str, pk: str) -> bool:
    """Whether a step changed anything."""
    rows = Reply.objects.filter(pk=pk)
    steps: dict[str, Callable[[], object]] = {
        "answer": lambda: [
            Answer.objects.create(reply_id=pk, question=q, claim="met") for q in questions_of(rows.get())
        ],
        "hand_in": lambda: rows.update(state="handed_in", handed_in_by=f"99-{who}", handed_in_at=now()),
        "return": lambda: rows.update(state="returned", returned_by=f"99-{who}", reason="请补充"),
        "reopen": lambda: rows.update(state="open"),
        "rewrite": lambda: Answer.objects.filter(reply=pk).update(claim="not"),
        "delete": lambda: Answer.objects.filter(reply=pk).delete()[0],
    }
    try:
        with acting(who):
            return bool(steps[step]())
    except (DatabaseError, Reply.DoesNotExist):
        return False


class Model:
    """The machine as it is meant."""

    def __init__(self) -> None:
        self.state, self.answered = "open", False

    def takes(self, who: str, step: str) -> bool:
        if who == "township_clerk" and self.state == "open":
            if step == "answer" and not self.answered:
                self.answered = True
                return True
            if step == "hand_in" and self.answered:
                self.state = "handed_in"
                return True
            return step == "rewrite" and self.answered
        if who == "inspection_office" and step == "return" and self.state == "handed_in":
            self.state = "returned"
            return True
        return False


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(WHO[:2] * 3 + WHO), st.sampled_from(STEPS)), max_size=9))
def test_the_machine(acting: Acting, reply: Reply, walk: list[tuple[str, str]]) -> None:
    ways = [("township_clerk", "answer"), ("township_clerk", "hand_in"), ("inspection_office", "return")]
    for head in range(len(ways) + 1):
        with pytest.raises(_UndoneError), transaction.atomic():
            model = Model()
            for who, step in [*ways[:head], *walk]:
                assert tried(acting, who, step, reply.pk) == model.takes(who, step), (who, step, model.state)
            raise _UndoneError  # nothing of this walk stays


class _UndoneError(Exception):
    pass


def test_versions_follow_each_other(acting: Acting, reply: Reply) -> None:
    body = {
        "review_id": reply.review_id,
        "organisation_id": reply.organisation_id,
        "role": reply.role,
        "area": reply.area,
    }
    for version in (1, 2, 3):
        with pytest.raises(DatabaseError), acting("inspection_office"):
            Reply.objects.create(**body, version=version)
    with pytest.raises(DatabaseError), acting("township_clerk"):
        Reply.objects.create(**{**body, "organisation_id": "99-none"}, version=1)
