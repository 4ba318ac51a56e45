"""What an entry names was there when it came in, and stays: no foreign key watches over it, so this does."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.site.acting import Acting

from bangfu.errors import BangfuError
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import record
from bangfu.site.postgres import Cluster

# A table, its key, a row that the entry names, a row that it does not, and a key that is free.
ROWS = [
    ("roster_person", "id", "'99-helper'", "'99-stranger'", "'99-free'"),
    ("roster_organisation", "id", "'99-unit'", "'99-away'", "'99-free'"),
    ("roster_household", "id", "'99-h1'", "'99-h3'", "'99-free'"),
    ("roster_place", "code", "990001100201", "990001100202", "990001100203"),
]


def visit(household: str = "99-h1") -> Any:
    fields = {
        "id": f"visit-{household}",
        "kind": "household_visit",
        "on": "2020-04-10",
        "household": household,
    }
    return draft_of(fields | {"organisation": "99-unit", "person": "99-helper", "place": "990001100201"})


@pytest.fixture
def owner(cluster: Cluster, database: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(cluster.url("bangfu_owner", database)) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def entry(acting: Acting) -> None:
    with acting("county_office") as account:
        record(account, visit())


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize(("table", "key", "named", "other", "free"), ROWS)
def test_what_is_named_stays_and_keeps_its_key(
    owner: psycopg.Connection[Any], table: str, key: str, named: str, other: str, free: str
) -> None:
    """Other constraints wait for the end of the transaction, so each refusal is the ledger's."""
    for statement in (
        f"delete from {table} where {key} = {named}",
        f"update {table} set {key} = {free} where {key} = {named}",
    ):
        with pytest.raises(psycopg.errors.ForeignKeyViolation, match="named in the ledger"):
            owner.execute(statement)  # type: ignore[arg-type]
        owner.rollback()
    owner.execute(f"update {table} set {key} = {key} where {key} = {named}")  # type: ignore[arg-type]
    assert owner.execute(f"delete from {table} where {key} = {other}").rowcount == 1  # type: ignore[arg-type]


def test_who_removes_waits_for_who_adds(acting: Acting, owner: psycopg.Connection[Any]) -> None:
    with ThreadPoolExecutor(1) as pool:
        with acting("county_office") as account:
            record(account, visit())
            removing = pool.submit(owner.execute, "delete from roster_household where id = '99-h1'")
            sleep(0.3)
            assert not removing.done()
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            removing.result(10)


def test_who_adds_waits_for_who_removes(acting: Acting, owner: psycopg.Connection[Any]) -> None:
    def add() -> None:
        with acting("county_office") as account:
            try:
                record(account, visit("99-h3"))
            finally:
                connection.close()

    owner.execute("delete from roster_household where id = '99-h3'")
    with ThreadPoolExecutor(1) as pool:
        adding = pool.submit(add)
        sleep(0.3)
        assert not adding.done()
        owner.commit()
        with pytest.raises(BangfuError) as refused:
            adding.result(10)
    assert [p.code for p in refused.value.problems] == ["not_yours_to_record"]
    with acting("county_office"):
        assert not Entry.objects.exists()
