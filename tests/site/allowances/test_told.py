"""What the database tells a unit of decisions that it may not read: only of its people, only what was served, only what counts."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.site.acting import Acting
from tests.site.allowances.conftest import WORDS, Decided

from bangfu.site.cases.models import Case, Step

COLUMNS = ("id", "regulation", "clause", "measure", "person", "decided_on", "from", "to", "state", "replaces")
READERS = (
    "county_office",
    "organization_department",
    "inspection_office",
    "county_leader",
    "unit_one",
    "cadre_one",
)
OTHERS = (
    "unit_two", "cadre_three", "unit_contact", "unit_leader", "resident_cadre", "responsible_helper", "township_clerk", "inspector",
    "tip_reception", "provincial_analyst", "system_admin", "security_admin", "audit_admin",
)  # fmt: skip


def told(acting: Acting, name: str) -> list[dict[str, Any]]:
    with acting(name), connection.cursor() as cursor:
        cursor.execute("select * from allowances_cancelled()")
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_is_told(county: str, acting: Acting, decided: Decided, name: str) -> None:
    decided()
    assert told(acting, name) == []


def test_nobody_at_all_is_told_without_an_account(county: str, decided: Decided) -> None:
    decided()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from allowances_cancelled()")
        assert cursor.fetchone() == (0,)


def test_nothing_is_told_before_it_was_served(county: str, acting: Acting, decided: Decided) -> None:
    decided(served=False)
    assert all(told(acting, name) == [] for name in READERS)


@pytest.mark.parametrize("name", READERS)
def test_whom_it_concerns_is_told_what_counts_and_no_word_of_the_case(
    county: str, acting: Acting, decided: Decided, name: str
) -> None:
    cases = decided()
    found = told(acting, name)
    assert len(found) == len(cases) == 3
    assert {tuple(row) for row in found} == {COLUMNS}
    assert {row["person"] for row in found} == {"p1"}
    assert {row["measure"] for row in found} == {"allowance_cancelled"}
    assert WORDS not in str(found)


def test_a_unit_reads_no_case_and_no_step(county: str, acting: Acting, decided: Decided) -> None:
    decided()
    with acting("unit_one"):
        assert not Case.objects.exists()
        assert not Step.objects.exists()
