"""What a step needs: without it nothing moves, and the reason is a word of the catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.site.cases.steps import CASE, HALF, asked, attempt, stands_in, tried
from tests.site.world import NEAR, OWN, TODAY
from tests.site.world_cases import ANSWER_BY

from bangfu.site.web.middleware.scope import enter

LONG, OPEN_END = (date(2020, 4, 15), date(2020, 10, 16)), (date(2020, 4, 15), None)
EARLY, LATE = (date(2020, 4, 9), date(2020, 5, 9)), (date(2021, 4, 16), date(2021, 5, 15))
YEARS = (date(2020, 4, 15), date(2022, 4, 14))
DECIDER, OFFICE = "organization_department", "county_office"
AFTER = ANSWER_BY + timedelta(days=1)


def withdraw(cursor: Any) -> None:
    """The inspection office takes the finding back that the case rests on."""
    assert enter("99-a-inspection_office") is not None
    cursor.execute(
        """insert into rectification_move (id, finding_id, number, code, former, text, "on", by, at)
        values ('99-w', %s, 0, 'withdraw', '', '查无此事', %s, '99-a-inspection_office', now())""",
        [OWN.id("finding"), TODAY],
    )


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
    ("submitted", DECIDER, "confirm", {"span": EARLY}, "case_not_as_proposed"),
    ("submitted", DECIDER, "confirm", {"span": LATE}, "case_not_as_proposed"),
    ("submitted", DECIDER, "confirm", {"measure": "removal_from_post"}, "case_not_as_proposed"),
    ("submitted", DECIDER, "confirm", {"measure": "admonitory_talk"}, "case_not_as_proposed"),
    ("submitted", DECIDER, "lighten", {"span": HALF}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "disciplinary_referral"}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "promotion_bar", "span": OPEN_END}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "award_bar", "span": OPEN_END}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "admonitory_talk"}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"span": EARLY}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"span": LATE}, "case_not_milder"),
    ("submitted", DECIDER, "lighten", {"measure": "award_bar", "span": YEARS}, "case_not_milder"),
    ("decided", OFFICE, "serve", {"document": " "}, "case_needs_document"),
    ("in_effect", "resident_cadre", "appeal", {"on": AFTER}, "case_appeal_too_late"),
    ("carried_out", "resident_cadre", "appeal", {"on": AFTER}, "case_appeal_too_late"),
    ("opened", OFFICE, "notify", {"told": date(2020, 4, 1), "deadline": date(2020, 4, 14)}, "case_needs_deadline"),
    ("notified", OFFICE, "submit", {"told": AFTER}, "case_not_heard"),
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
    ("in_effect", "resident_cadre", "appeal", {"on": ANSWER_BY}),
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


@pytest.mark.parametrize(("measure", "span", "said"), [
    ("award_bar", HALF, "case_not_as_proposed"),  # a choice for which no document says how long
    ("award_bar", OPEN_END, "case_not_as_proposed"),
    ("admonitory_talk", HALF, "case_not_as_proposed"),  # done once
    ("admonitory_talk", OPEN_END, None),
    ("admonition", OPEN_END, None),
])  # fmt: skip
def test_a_choice_lasts_no_longer_than_the_document_says(
    owner: psycopg.Connection, measure: str, span: Any, said: str | None
) -> None:
    stands_in(owner, "submitted")
    choices = ["admonition", "award_bar"]
    owner.execute(
        "update cases_case set proposed_measure = 'admonitory_talk', proposed_to = null, choices = %s where id = %s",
        [choices, CASE],
    )
    with tried():
        assert attempt(DECIDER, "confirm", measure=measure, span=span) == said


def test_a_step_says_nothing_that_it_does_not_need(owner: psycopg.Connection) -> None:
    stands_in(owner, "in_effect")
    with tried():
        assert attempt(OFFICE, "carry_out", span=HALF, told=date(2020, 4, 1)) is None
        kept = """select array[deadline::text, measure, start::text, "end"::text, document, "on"::text] from cases_step
            where case_id = %s and code = 'carry_out'"""
        assert asked(kept, CASE) == [[None, "", None, None, "", str(TODAY)]]
        assert asked("select answer_by from cases_case where id = %s", CASE) == [ANSWER_BY]


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
            withdraw(cursor)
            cursor.execute("select state from cases_case where id = %s", [CASE])
            assert cursor.fetchall() == [(after,)]

    @pytest.mark.parametrize("before", ["decided", "in_effect", "carried_out"])
    @pytest.mark.parametrize("code", ["uphold", "grant_part"])
    def test_looked_at_again_it_is_where_it_was(
        self, owner: psycopg.Connection, before: str, code: str
    ) -> None:
        """To be served, in effect or carried out; whether or not the last day for an appeal has passed."""
        stands_in(owner, before)
        with tried(), connection.cursor() as cursor:
            withdraw(cursor)
            assert attempt("county_leader", code, on=AFTER) is None
            assert asked("select state from cases_case where id = %s", CASE) == [before]

    def test_nobody_makes_it_fall_by_hand(self, owner: psycopg.Connection) -> None:
        with tried():
            assert attempt(OFFICE, "fall") == "case_not_yours"


def test_two_decisions_at_once_are_refused(owner: psycopg.Connection) -> None:
    for side in (OWN, NEAR):
        stands_in(owner, "submitted", side.id("case"))
    with tried():
        assert attempt(DECIDER, "confirm", OWN.id("case")) is None
        assert attempt(DECIDER, "refuse", NEAR.id("case")) == "case_one_at_a_time"
