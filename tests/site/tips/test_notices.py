"""What is told of tips: to the desk that has to answer and to the reception, and never who sent one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.site.acting import Acting
from tests.site.tips.conftest import DAY, SECRETS, Brought

from bangfu.site.notices.tipping import events, said
from bangfu.site.tips.deadlines import shipped

EVERYBODY = ("tip_reception", "township_clerk", "unit_contact", "county_office", "inspection_office", "responsible_helper")  # fmt: skip


@pytest.mark.parametrize(("state", "told"), [
    ("received", ["tip_reception"]), ("accepted", []), ("assigned", ["township_clerk"]), ("answered", ["tip_reception"]),
    ("replied", []), ("disputed", ["tip_reception"]), ("closed", []), ("declined", []),
])  # fmt: skip
def test_a_new_one_is_told_to_whom_it_came(
    acting: Acting, brought: Brought, state: str, told: list[str]
) -> None:
    brought(state)
    found: list[str] = []
    for role in EVERYBODY:
        with acting(role) as account:
            found += [role for e in events(account, DAY) if e.what == "new"]
    assert found == told


@pytest.mark.parametrize(("days", "what"), [(0, "new"), (1, "late")])
def test_from_the_day_after_its_last_it_is_late(
    acting: Acting, brought: Brought, days: int, what: str
) -> None:
    brought("assigned")
    due = DAY + timedelta(days=shipped()["assigned"])
    with acting("township_clerk") as account:
        assert [(e.what, e.day) for e in events(account, due + timedelta(days=days))] == [(what, due)]


def test_what_the_reception_took_and_left_is_told_once_it_is_late(acting: Acting, brought: Brought) -> None:
    brought("accepted")
    with acting("tip_reception") as account:
        late = DAY + timedelta(days=shipped()["accepted"] + 1)
        assert [e.what for e in events(account, late)] == ["late"]


def test_a_sentence_says_where_and_nothing_of_the_sender(acting: Acting, brought: Brought) -> None:
    sent = brought("assigned")
    with acting("township_clerk") as account:
        [event] = events(account, DAY)
        sentence, page = said(sent.pk, event.what, event.day)
    assert page == f"/tips/{sent.pk}/"
    assert f"{event.day}" in sentence
    assert not [secret for secret in SECRETS if secret in sentence]
    with acting("unit_contact"):
        assert said(sent.pk, event.what, event.day) == ("", "")
