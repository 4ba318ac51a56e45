"""Papers of a case straight against the database: made by who prepares that case, read by who sees it."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.site.cases.steps import asked, refusal_of, stands_in, tried
from tests.site.world import FAR, NEAR, OWN

from bangfu.site.web.middleware.scope import enter

DRAFT = "99-ruling-draft"
RULING = OWN.id("ruling")


def made(owner: psycopg.Connection, role: str, **columns: Any) -> str | None:
    """Why the database refuses a draft like the ruling of the side; None where it was made."""
    found = owner.execute("select to_jsonb(p) from papers_paper p where id = %s", [RULING]).fetchone()
    assert found is not None
    draft = {"id": DRAFT, "state": "draft", "number": None, "year": None, "made_by": f"99-a-{role}"}
    assert enter(f"99-a-{role}") is not None
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            row = json.dumps({**found[0], **draft, "issued_by": "", "issued_at": None, **columns})
            cursor.execute(
                "insert into papers_paper select * from jsonb_populate_record(null::papers_paper, %s)", [row]
            )
    except DatabaseError as error:
        return refusal_of(error)
    return None


@pytest.mark.parametrize(("role", "about", "said"), [
    ("county_office", "", "policy"),
    ("county_office", "99-none", "policy"),
    ("county_office", FAR.id("case"), "policy"),
    ("organization_department", OWN.id("case"), "policy"),
    ("county_leader", OWN.id("case"), "policy"),
    ("inspector", OWN.id("case"), "policy"),
    ("county_office", OWN.id("case"), None),
    ("inspection_office", NEAR.id("case"), None),
])  # fmt: skip
def test_is_made_of_a_case_by_who_prepares_it(
    owner: psycopg.Connection, role: str, about: str, said: str | None
) -> None:
    with tried():
        assert made(owner, role, about=about) == said


def test_nobody_makes_or_issues_one_of_the_own_case(owner: psycopg.Connection) -> None:
    """The person it is about prepares cases, too."""
    stands_in(owner, "decided")
    owner.execute("update web_account set person_id = %s where id = '99-a-county_office'", [OWN.id("cadre")])
    withdrawn = "update papers_paper set state = 'withdrawn', withdrawn_by = scope_account(), reason = '错' where id = %s returning id"
    with tried():
        assert made(owner, "county_office") == "policy"
        assert asked(withdrawn, RULING) == []
        assert enter("99-a-inspection_office") is not None
        assert asked(withdrawn, RULING) == [RULING]


@pytest.mark.parametrize(("role", "unit", "seen"), [
    ("resident_cadre", False, [RULING]),  # who is addressed reads it once it is issued
    ("unit_leader", False, []),
    ("unit_leader", True, [DRAFT, RULING]),  # whose unit decides
    ("organization_department", False, [DRAFT, RULING]),
    ("organization_department", True, []),
    ("county_leader", True, [DRAFT, RULING]),  # who hears appeals
    ("inspector", False, []),
    ("township_leader", False, []),
])  # fmt: skip
def test_is_read_by_who_sees_the_case(
    owner: psycopg.Connection, role: str, unit: bool, seen: list[str]
) -> None:
    if unit:
        owner.execute(
            "update cases_case set unit_id = %s where id = %s", [OWN.id("organisation"), OWN.id("case")]
        )
    with tried():
        assert made(owner, "county_office") is None
        assert enter(f"99-a-{role}") is not None
        assert asked(
            "select id from papers_paper where about = %s order by id desc", OWN.id("case")
        ) == sorted(seen, reverse=True)


def test_a_draft_about_oneself_is_read_by_nobody(owner: psycopg.Connection) -> None:
    owner.execute("update web_account set person_id = %s where id = '99-a-county_leader'", [OWN.id("cadre")])
    with tried():
        assert made(owner, "county_office") is None
        assert enter("99-a-county_leader") is not None
        assert asked("select id from papers_paper where about = %s", OWN.id("case")) == [RULING]
