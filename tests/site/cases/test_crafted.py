"""Cases that no page makes: columns and causes made up by somebody who may open one."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.errors import LockNotAvailable
from tests.site.cases.steps import CASE, attempt, refusal_of, stands_in, tried
from tests.site.world import FAR, NEAR, OWN

from bangfu.site.web.middleware.scope import enter

COUNTY, TOWN = OWN.village // 10**6 * 10**6, OWN.village // 10**3 * 10**3
NEW = "99-crafted"
BEGUN: dict[str, Any] = {
    "id": NEW, "provision": "四(三)/4/a", "state": "", "year": None, "number": None, "answer_by": None, "last_cause": "",
    "made_by": "99-a-county_office",
}  # fmt: skip
UNIT = {"unit_id": OWN.id("organisation"), "conducted_by": "own_unit"}
FINDING, RANKING = {"finding_id": OWN.id("finding")}, {"ranking": "ranking:2019"}
FOREIGN = {"finding_id": FAR.id("finding")}


def crafted(
    owner: psycopg.Connection, causes: tuple[dict[str, str], ...] = (FINDING,), **columns: Any
) -> str | None:
    """Why the database refuses a case of the office like that of the side; None where it was opened."""
    found = owner.execute("select to_jsonb(c) from cases_case c where id = %s", [CASE]).fetchone()
    assert found is not None
    assert enter("99-a-county_office") is not None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _add(cursor, "cases_case", {**found[0], **BEGUN, **columns})
            for number, cause in enumerate(causes):
                _add(cursor, "cases_cause", {"id": f"{NEW}-{number}", "case_id": NEW, "ranking": "", **cause})
            said = attempt("county_office", "open", NEW)
            if said is None:
                cursor.execute("set constraints all immediate")
    except DatabaseError as error:
        return refusal_of(error)
    return said


def _add(cursor: Any, table: str, row: dict[str, Any]) -> None:
    cursor.execute(
        f"insert into {table} select * from jsonb_populate_record(null::{table}, %s)", [json.dumps(row)]
    )


@pytest.mark.parametrize(("causes", "columns", "said"), [
    ((FINDING,), {"place_id": NEAR.village}, "case_no_ground"),  # found elsewhere
    ((FINDING,), {"place_id": TOWN}, "case_no_ground"),
    ((FINDING,), {"place_id": COUNTY}, "case_no_ground"),
    ((RANKING,), {}, "case_no_ground"),  # a ranking bears a case of the county
    ((RANKING,), {"place_id": TOWN}, "case_no_ground"),
    (({"ranking": "ranking:2012:东"},), {"place_id": COUNTY}, "case_no_ground"),  # nobody published it
    ((FINDING, FOREIGN), {}, "case_no_ground"),  # found in another county, which this office sees as well
    ((FOREIGN,), {}, "case_no_ground"),
    ((), {}, "case_no_ground"),
    ((FINDING,), {"last_cause": "99-none"}, "a case begins with what is proposed"),
    ((FINDING,), {"unit_id": OWN.id("organisation")}, "policy"),  # the clause names another body
    ((FINDING,), UNIT | {"unit_id": NEAR.id("organisation")}, "policy"),
    ((FINDING,), UNIT | {"person_id": NEAR.id("cadre")}, "policy"),  # of another unit
    ((FINDING,), UNIT | {"person_id": OWN.id("person")}, "policy"),  # who heads it
    ((FINDING,), UNIT | {"person_id": None}, "policy"),  # about itself
    ((FINDING,), {}, None),
    ((FINDING,), UNIT, None),
    ((FINDING, RANKING), {}, None),
    ((RANKING,), {"place_id": COUNTY}, None),
])  # fmt: skip
def test_a_case_says_what_it_rests_on(
    owner: psycopg.Connection, causes: tuple[dict[str, str], ...], columns: dict[str, Any], said: str | None
) -> None:
    widened(owner)
    with tried():
        assert crafted(owner, causes, **columns) == said


def widened(owner: psycopg.Connection) -> None:
    """The office works for both counties."""
    above = COUNTY // 10**10 * 10**10
    owner.execute(
        "insert into roster_place (code, last, name, level, tags, area, aliases) values (%s, %s, '市', 'prefecture', '{}', '', '{}')",
        [above, above + 10**10 - 1],
    )
    owner.execute("update web_account set area_id = %s where id = '99-a-county_office'", [above])


@pytest.mark.parametrize(("state", "said"), [
    ("notified", "duplicate key value violates unique constraint \"a_proposal_is_taken_up_once\""),
    ("refused", "duplicate key value violates unique constraint \"a_proposal_is_taken_up_once\""),
    ("dropped", None), ("fallen", None),
])  # fmt: skip
def test_a_proposal_is_taken_up_once(owner: psycopg.Connection, state: str, said: str | None) -> None:
    stands_in(owner, state)
    with tried():
        assert crafted(owner, provision="四(三)/4/d") == said


def test_no_finding_is_withdrawn_while_a_case_begins(owner: psycopg.Connection) -> None:
    with tried():
        assert crafted(owner) is None
        with pytest.raises(LockNotAvailable):
            owner.execute(
                "select from rectification_finding where id = %s for update nowait", [OWN.id("finding")]
            )
