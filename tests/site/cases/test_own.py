"""Who has a part in a case, by whatever account: they do not decide it, and nobody does both of two things."""

from __future__ import annotations

import psycopg
from django.db import connection
from tests.site.cases.steps import CASE, attempt, stands_in, tried
from tests.site.world import NEAR, OWN

from bangfu.site.web.middleware.scope import enter

DECIDER = "organization_department"


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

    def test_finding_names_them(self, owner: psycopg.Connection) -> None:
        owner.execute(
            "update rectification_finding set person_id = %s where id = %s",
            [OWN.id("person"), OWN.id("finding")],
        )
        owner.execute(
            "update web_account set person_id = %s where id = '99-a-county_leader'", [OWN.id("person")]
        )
        stands_in(owner, "under_review")
        with tried():
            assert attempt("county_leader", "grant") == "case_own"

    def test_unit_is_in_a_case_for_the_same(self, owner: psycopg.Connection) -> None:
        """An account without a person that answers for a unit."""
        about_unit(owner)
        owner.execute(
            "update web_account set organisation_id = %s where id = '99-a-organization_department'",
            [OWN.id("organisation")],
        )
        stands_in(owner, "submitted")
        with tried():
            assert attempt(DECIDER, "confirm") == "case_own"
            assert attempt("county_leader", "confirm") is None


def about_unit(owner: psycopg.Connection) -> None:
    """The opened case is about the unit, for the finding behind the other."""
    owner.execute(
        "update cases_case set person_id = null, organisation_id = %s where id = %s",
        [OWN.id("organisation"), OWN.id("opened")],
    )


def test_two_accounts_of_one_person_are_one(owner: psycopg.Connection) -> None:
    """The office prepared the case; the same person comes again as who decides, or hears the appeal."""
    same = "update web_account set person_id = %s where id in ('99-a-county_office', '99-a-organization_department', '99-a-county_leader')"
    owner.execute(same, [NEAR.id("clerk")])
    for state, role, code in (
        ("submitted", DECIDER, "confirm"), ("submitted", "county_leader", "refuse"), ("under_review", "county_leader", "uphold"),
    ):  # fmt: skip
        stands_in(owner, state)
        with tried():
            assert attempt(role, code) == "case_second_person"


class TestAUnit:
    def test_decides_about_its_people_and_nobody_else_does(self, owner: psycopg.Connection) -> None:
        owner.execute("update cases_case set unit_id = %s where id = %s", [OWN.id("organisation"), CASE])
        stands_in(owner, "submitted")
        with tried():
            assert attempt(DECIDER, "confirm") in {"case_not_yours", "policy"}
            assert attempt("unit_leader", "confirm") is None

    def test_never_while_it_answers_for_the_same_itself(self, owner: psycopg.Connection) -> None:
        owner.execute("update cases_case set unit_id = %s where id = %s", [OWN.id("organisation"), CASE])
        about_unit(owner)
        stands_in(owner, "submitted")
        with tried():
            assert attempt("unit_leader", "confirm") in {"case_not_yours", "policy"}
            assert attempt(DECIDER, "confirm") is None
