"""Until an inspection is opened nobody learns of it: every role, every table, every route, in the words of what it hides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from tests.site.conftest import Quick, opened
from tests.site.reading import words_of
from tests.site.routes import TABLES, group
from tests.site.world import HIDDEN, OWN

from bangfu.site.postgres import Cluster
from bangfu.site.web.middleware.scope import enter

OFFICE = "inspection_office"
OTHERS = sorted(group("everybody") - {OFFICE})
# Ids by which a row would betray the inspection even without its words; a tie belongs to none.
BETRAYS = "|".join(
    [
        HIDDEN,
        *(OWN.id(kind) for kind in ("campaign", "stage", "team", "member", "assignment", "briefing", "draw")),
    ]
)


@contextmanager
def asking(role: str) -> Iterator[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        assert enter(f"99-a-{role}") is not None
        yield cursor
        transaction.set_rollback(True)


# A survey names its draw: the database lets one be made only of a draw that was opened (`tests/site/assessment`), which the
# draw of this world was not.
NAMES_A_DRAW = "assessment_survey"


def betraying(role: str) -> list[str]:
    """The tables in which a role finds a trace, and the whole of a row is a trace."""
    with asking(role) as cursor:
        found = []
        for table in TABLES.keys() - {NAMES_A_DRAW}:
            cursor.execute(f"select count(*) from {table} t where t::text ~ %s", [BETRAYS])
            if cursor.fetchone() != (0,):
                found.append(table)
    return found


def test_the_office_sees_it_so_the_words_are_those_to_look_for(shared: str) -> None:
    assert len(betraying(OFFICE)) == 14
    assert HIDDEN in words_of(Quick(OFFICE).get("/campaigns/"))


@pytest.mark.parametrize("role", OTHERS)
def test_no_table_and_no_history_tells(shared: str, role: str) -> None:
    assert not betraying(role)


def test_no_search_and_no_list_tells(shared: str) -> None:
    """All other pages are read for these words in `tests/site/test_permissions.py`."""
    for role in ("county_office", "county_leader", "inspector", "township_clerk"):
        for address in (
            "/campaigns/",
            "/campaigns/coverage/",
            "/campaigns/watching/",
            f"/ledger/?q={OWN.mark}",
        ):
            assert HIDDEN not in words_of(Quick(role).get(address)), (role, address)


@pytest.mark.parametrize("table", ["campaign", "stage", "team", "member", "assignment"])
def test_the_audit_reads_its_history_once_it_was_opened(counties: Cluster, table: str) -> None:
    with opened(counties) as name:
        address = f"/audit/history/?table={table}"
        before = words_of(Quick("audit_admin").get(address))
        with psycopg.connect(counties.url("bangfu_owner", name)) as owner:
            owner.execute(
                "update supervision_campaign set opened_at = now(), opened_by = 'x' where id = %s",
                [OWN.id("campaign")],
            )
        after = words_of(Quick("audit_admin").get(address))
        assert OWN.id(table) not in before
        assert OWN.id(table) in after


def test_a_draw_of_an_opened_inspection_stays_hidden_until_it_is_opened(counties: Cluster) -> None:
    with (
        opened(counties) as name,
        psycopg.connect(counties.url("bangfu_owner", name), autocommit=True) as owner,
    ):
        owner.execute(
            "update supervision_campaign set opened_at = now(), opened_by = 'x' where id = %s",
            [OWN.id("campaign")],
        )
        assert Quick("township_clerk").get(f"/campaigns/{OWN.id('campaign')}/").status_code == 200
        assert Quick("township_clerk").get(f"/draws/{OWN.id('draw')}/").status_code == 404
        owner.execute(
            "update supervision_draw set opened_at = now(), opened_by = 'x' where id = %s", [OWN.id("draw")]
        )
        assert Quick("township_clerk").get(f"/draws/{OWN.id('draw')}/").status_code == 200
