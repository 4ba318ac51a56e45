"""What is told of findings: to the body that answers, once for each deadline, and to nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from tests.site.acting import Acting
from tests.site.world import MOMENT, OWN, TODAY

from bangfu.site.duties.models import Snapshot
from bangfu.site.notices.making import take_turn
from bangfu.site.notices.models import Notice
from bangfu.site.notices.rectifying import events, for_the_office
from bangfu.site.notices.words import words_of
from bangfu.site.rectification.models import Finding
from bangfu.site.rectification.moving import move

DEADLINE = date(2020, 5, 10)


def finding() -> Finding:
    return Finding.objects.get(pk=OWN.id("finding"))


@pytest.mark.parametrize(
    "role", ["unit_contact", "county_office", "inspection_office", "responsible_helper", "tip_reception"]
)
def test_who_does_not_answer_is_told_of_none(acting: Acting, role: str) -> None:
    with acting(role) as account:
        assert not list(events(account, date(2020, 6, 1)))


@pytest.mark.parametrize(("day", "accepted", "what"), [
    ("2020-04-15", False, "new"), ("2020-05-10", False, "new"), ("2020-05-11", False, "late"), ("2020-05-02", True, ""),
    ("2020-05-03", True, "due"), ("2020-05-10", True, "due"), ("2020-05-11", True, "late"),
])  # fmt: skip
def test_the_day_says_what_is_told(acting: Acting, day: str, accepted: bool, what: str) -> None:
    with acting("township_clerk") as account:
        if accepted:
            move(account, finding(), "accept", "补开")
        told = [(e.what, e.day) for e in events(account, date.fromisoformat(day))]
        assert told == ([(what, DEADLINE)] if what else [])


def test_it_is_told_once_in_a_sentence_that_leads_to_the_finding(acting: Acting) -> None:
    with acting("township_leader") as account:
        snapshot = Snapshot.objects.get()
        for _ in range(2):
            assert take_turn(account, snapshot, MOMENT)
        [notice] = Notice.objects.filter(kind="finding")
        words = words_of(notice, TODAY)
        assert words.text == words.title == "问题 2020-001 等您认领，整改时限 2020-05-10。"
        assert words.source == f"/findings/{OWN.id('finding')}/"


def test_the_office_hears_how_many_wait_for_it(acting: Acting) -> None:
    with acting("township_clerk") as account:
        move(account, finding(), "dispute", "例会开了")
    with acting("inspection_office") as account:
        assert for_the_office(account) == 1
        assert take_turn(account, Snapshot.objects.get(), MOMENT)
        assert Notice.objects.get(kind="digest").figures["findings"] == 1
