"""What waits for whom: for those alone who may take the next step."""

from __future__ import annotations

import psycopg
import pytest
from tests.site.cases.steps import CASE, attempt, stands_in, tried
from tests.site.world import NEAR, OWN, TODAY

from bangfu.site.cases.listing import waiting
from bangfu.site.web.middleware.scope import enter

DECIDER, LEADER, OFFICE, UNIT = "organization_department", "county_leader", "county_office", "unit_leader"
BY_UNIT = f"update cases_case set unit_id = '{OWN.id('organisation')}' where id = '{CASE}'"
IN_OFFICE = f"update web_account set organisation_id = '{NEAR.id('town')}' where id = '99-a-{DECIDER}'"
ABOUT_LEADER = f"update web_account set person_id = '{OWN.id('cadre')}' where id = '99-a-{LEADER}'"
AS_OFFICE = f"""update web_account set person_id = '{NEAR.id("clerk")}' where id in ('99-a-{OFFICE}', '99-a-{LEADER}')"""


@pytest.mark.parametrize(("state", "set_up", "role", "waits"), [
    ("submitted", "", DECIDER, True),
    ("submitted", "", LEADER, True),
    ("submitted", "", OFFICE, False),
    ("submitted", "", UNIT, False),
    ("submitted", IN_OFFICE, DECIDER, True),  # of the area, and an office has its account
    ("submitted", BY_UNIT, LEADER, False),
    ("submitted", BY_UNIT, DECIDER, False),
    ("submitted", BY_UNIT, UNIT, True),
    ("submitted", ABOUT_LEADER, LEADER, False),
    ("submitted", AS_OFFICE, LEADER, False),  # who prepared it, by another account
    ("decided", "", OFFICE, True),
    ("decided", ABOUT_LEADER, LEADER, False),
    ("under_review", "", LEADER, True),
    ("under_review", ABOUT_LEADER, LEADER, False),
    ("under_review", AS_OFFICE, LEADER, False),
    ("under_review", "", DECIDER, False),
    ("notified", "", "resident_cadre", True),
    ("notified", "", OFFICE, False),
    ("in_effect", "", OFFICE, False),
])  # fmt: skip
def test_who_may_go_on_is_told_so(
    owner: psycopg.Connection, state: str, set_up: str, role: str, waits: bool
) -> None:
    if set_up:
        owner.execute(set_up)  # type: ignore[arg-type]
    stands_in(owner, state)
    with tried():
        account = enter(f"99-a-{role}")
        assert account is not None
        assert waiting(account, TODAY).filter(pk=CASE).exists() == waits


def test_an_appeal_waits_for_nobody_who_decided(owner: psycopg.Connection) -> None:
    stands_in(owner, "submitted")
    with tried():
        for role, code in ((LEADER, "confirm"), (OFFICE, "serve"), ("resident_cadre", "appeal")):
            assert attempt(role, code) is None
        account = enter(f"99-a-{LEADER}")
        assert account is not None
        assert not waiting(account, TODAY).filter(pk=CASE).exists()
