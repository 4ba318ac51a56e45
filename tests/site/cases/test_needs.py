"""What a step needs: without it nothing moves, and the reason is a word of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.site.cases.steps import CASE, HALF, attempt, stands_in, tried
from tests.site.world import NEAR, OWN, TODAY
from tests.site.world_cases import ANSWER_BY

from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter

LONG, OPEN_END = (date(2020, 4, 15), date(2020, 10, 16)), (date(2020, 4, 15), None)
DECIDER, OFFICE = "organization_department", "county_office"


@pytest.fixture
def owner(counties: Cluster, site: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as found:
        yield found


@pytest.mark.parametrize(("state", "who", "code", "other", "said"), [
    ("opened", OFFICE, "notify", {"text": ""}, "case_needs_words"),
    ("opened", OFFICE, "notify", {"deadline": TODAY}, "case_needs_deadline"),
    ("notified", OFFICE, "submit", {}, "case_not_heard"),
    ("notified", OFFICE, "submit", {"on": ANSWER_BY}, "case_not_heard"),
    ("submitted", DECIDER, "confirm", {"text": " "}, "case_needs_words"),
    ("submitted", DECIDER, "refuse", {"text": ""}, "case_needs_words"),
    ("submitted", DECIDER, "confirm", {"span": (None, None)}, "case_needs_measure"),
    ("submitted", DECIDER, "confirm", {"span": (HALF[1], HALF[0])}, "case_needs_measure"),
    ("submitted", DECIDER, "confirm", {"span": LONG}, "case_not_as_proposed"),
    ("submitted", DECIDER, "confirm", {"span": OPEN_END}, "case_not_as_proposed"),
    ("submitted", DECIDER, "confirm", {"measure": "removal_from_post"}, "case_not_as_proposed"),
    ("submitted", DECIDER, "confirm", {"measure": "admonitory_talk"}, "case_not_as_proposed"),
    ("submitted", DECIDER, "lighten", {"span": HALF}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "disciplinary_referral"}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "promotion_bar", "span": OPEN_END}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "award_bar", "span": OPEN_END}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "admonitory_talk"}, "case_not_milder"),
    ("decided", OFFICE, "serve", {"document": " "}, "case_needs_document"),
    ("under_review", "county_leader", "grant_part", {"span": HALF}, "case_not_milder"),
])  # fmt: skip
def test_without_it_nothing_moves(
    owner: psycopg.Connection, state: str, who: str, code: str, other: dict[str, Any], said: str
) -> None:
    stands_in(owner, state)
    with tried():
        assert attempt(who, code, **other) == said


@pytest.mark.parametrize(("state", "who", "code", "other"), [
    ("notified", OFFICE, "submit", {"on": date(2020, 4, 26)}),  # nobody spoke, and the last day has passed
    ("submitted", DECIDER, "confirm", {"span": (date(2020, 8, 31), date(2021, 2, 27))}),  # six months, cut to February
    ("submitted", DECIDER, "lighten", {"measure": "admonitory_talk", "span": OPEN_END}),
    ("submitted", DECIDER, "lighten", {"measure": "award_bar"}),
    ("under_review", "county_leader", "grant_part", {"measure": "written_self_criticism", "span": OPEN_END}),
])  # fmt: skip
def test_with_it_it_moves(
    owner: psycopg.Connection, state: str, who: str, code: str, other: dict[str, Any]
) -> None:
    stands_in(owner, state)
    with tried():
        assert attempt(who, code, **other) is None


class TestWhatItRestsOn:
    def test_disputed_stops_the_way_to_a_decision(self, owner: psycopg.Connection) -> None:
        stands_in(owner, "submitted")
        owner.execute(
            "update rectification_finding set state = 'disputed' where id = %s", [OWN.id("finding")]
        )
        with tried():
            assert attempt(DECIDER, "confirm") == "case_disputed"
            assert attempt(DECIDER, "refuse") is None

    @pytest.mark.parametrize(
        ("before", "after"), [("opened", "fallen"), ("submitted", "fallen"), ("in_effect", "under_review"),
                              ("carried_out", "under_review"), ("refused", "refused"), ("annulled", "annulled")],
    )  # fmt: skip
    def test_withdrawn_takes_it_along(self, owner: psycopg.Connection, before: str, after: str) -> None:
        stands_in(owner, before)
        with tried(), connection.cursor() as cursor:
            assert enter("99-a-inspection_office") is not None
            cursor.execute(
                """insert into rectification_move (id, finding_id, number, code, former, text, "on", by, at)
                values ('99-w', %s, 0, 'withdraw', '', '查无此事', %s, '99-a-inspection_office', now())""",
                [OWN.id("finding"), TODAY],
            )
            cursor.execute("select state from cases_case where id = %s", [CASE])
            assert cursor.fetchall() == [(after,)]

    def test_looked_at_again_before_it_was_served_it_is_served_after(self, owner: psycopg.Connection) -> None:
        stands_in(owner, "under_review")
        with tried(), connection.cursor() as cursor:
            assert attempt("county_leader", "uphold") is None
            cursor.execute("select state from cases_case where id = %s", [CASE])
            assert cursor.fetchall() == [("decided",)]

    def test_nobody_makes_it_fall_by_hand(self, owner: psycopg.Connection) -> None:
        with tried():
            assert attempt(OFFICE, "fall") == "case_not_yours"


def test_two_decisions_at_once_are_refused(owner: psycopg.Connection) -> None:
    for side in (OWN, NEAR):
        stands_in(owner, "submitted", side.id("case"))
    with tried():
        assert attempt(DECIDER, "confirm", OWN.id("case")) is None
        assert attempt(DECIDER, "refuse", NEAR.id("case")) == "case_one_at_a_time"


class TestOnesOwn:
    def test_case_is_nobodys_to_decide(self, owner: psycopg.Connection) -> None:
        """Whoever it is about, or who answers for the same finding in another case."""
        owner.execute(
            "update web_account set person_id = %s where id = '99-a-organization_department'",
            [OWN.id("cadre")],
        )
        stands_in(owner, "submitted")
        with tried():
            assert attempt(DECIDER, "confirm") == "case_own"

    def test_finding_is_nobodys_to_judge(self, owner: psycopg.Connection) -> None:
        owner.execute(
            "update cases_case set person_id = %s where id = %s", [OWN.id("person"), OWN.id("opened")]
        )
        owner.execute(
            "update web_account set person_id = %s where id = '99-a-county_leader'", [OWN.id("person")]
        )
        stands_in(owner, "under_review")
        with tried():
            assert attempt("county_leader", "grant") == "case_own"

    def test_opened_case_is_not_seen_before_they_were_told(self, owner: psycopg.Connection) -> None:
        """Not even by somebody who may otherwise read every case of the county."""
        owner.execute(
            "update web_account set person_id = %s where id = '99-a-county_leader'", [OWN.id("cadre")]
        )
        with tried(), connection.cursor() as cursor:
            assert enter("99-a-county_leader") is not None
            cursor.execute("select id from cases_case order by id")
            assert cursor.fetchall() == [(NEAR.id("case"),), (NEAR.id("opened"),), (CASE,)]


class TestAUnit:
    def test_decides_about_its_people_and_nobody_else_does(self, owner: psycopg.Connection) -> None:
        owner.execute("update cases_case set unit_id = %s where id = %s", [OWN.id("organisation"), CASE])
        stands_in(owner, "submitted")
        with tried():
            assert attempt(DECIDER, "confirm") in {"case_not_yours", "policy"}
            assert attempt("unit_leader", "confirm") is None
