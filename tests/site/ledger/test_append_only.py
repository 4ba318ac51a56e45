"""The database itself keeps the ledger: nobody changes, removes or slips in an entry, whatever program asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.site.acting import Acting

from bangfu.site.ledger.chain import START, verify
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.recording import fields_of, record
from bangfu.site.postgres import Cluster

BOOK = 990001000000
ROLES = ("bangfu_app", "bangfu_owner", "bangfu_judge")
Opened = Callable[[str], "psycopg.Connection[Any]"]
SCOPE = """select set_config('app.account', '99-county_office', false), set_config('app.sees', 'area', false),
    set_config('app.may', 'record record_area', false), set_config('app.lo', '990001000000', false),
    set_config('app.hi', '990001999999', false), set_config('app.person', '', false),
    set_config('app.organisation', '', false)"""


def draft(n: int, **fields: Any) -> Any:
    return draft_of(
        {"id": f"entry-{n:04}", "kind": "household_visit", "on": "2020-04-10", "household": "99-h1"} | fields
    )


@pytest.fixture
def entry(acting: Acting) -> Entry:
    with acting("responsible_helper") as account:
        return record(account, draft(1)).entry


@pytest.fixture
def opened(cluster: Cluster, database: str, entry: Entry) -> Iterator[Opened]:
    """A connection as one of the roles, with the scope of the county's office."""
    made: list[psycopg.Connection[Any]] = []

    def open_as(role: str) -> psycopg.Connection[Any]:
        made.append(psycopg.connect(cluster.url(role, database), autocommit=True))
        made[-1].execute(SCOPE)
        return made[-1]

    yield open_as
    for one in made:
        one.close()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_entry set note = 'changed'",
        "update ledger_entry set recorded_by = recorded_by",
        "delete from ledger_entry",
        "truncate ledger_entry cascade",
        "update ledger_photo set hash = ''",
        "delete from ledger_photo",
        "truncate ledger_photo",
    ],
)
def test_nobody_changes_or_removes_what_stands(opened: Opened, role: str, statement: str) -> None:
    if "photo" in statement:
        _with_photo(opened)
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException)):
        opened(role).execute(statement)


def _with_photo(opened: Opened) -> None:
    opened("bangfu_owner").execute(
        "insert into ledger_photo values ('photo-0001', 'a.jpg', 'h', '99-responsible_helper', now(), 'entry-0001')"
    )


@pytest.mark.parametrize("role", ["bangfu_app", "bangfu_judge"])
@pytest.mark.parametrize("statement", ["update ledger_book set seq = 0", "delete from ledger_book"])
def test_nobody_moves_the_end_of_a_book(opened: Opened, role: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        opened(role).execute(statement)


def forged(base: psycopg.Connection[Any], **fields: Any) -> None:
    """An entry put in by hand."""
    columns = {
        "id": "forged-01", "book": BOOK, "seq": 2, "kind": "household_visit", '"on"': "2020-04-10", "note": "",
        "person_id": "99-helper", "household_id": "99-h1", "withdraws": False, "reason": "", "area": 990001100201,
        "recorded_by": "99-county_office", "recorded_at": "2020-04-10 08:00+08", "former": START, "hash": "f" * 64,
    } | fields  # fmt: skip
    marks = ", ".join(["%s"] * len(columns))
    base.execute(f"insert into ledger_entry ({', '.join(columns)}) values ({marks})", list(columns.values()))


@pytest.mark.parametrize("role", ["bangfu_app", "bangfu_owner"])
def test_an_entry_that_skips_a_number_is_refused(opened: Opened, entry: Entry, role: str) -> None:
    for seq in (0, 3, 4):
        with pytest.raises(psycopg.errors.SerializationFailure):
            forged(opened(role), seq=seq, former=entry.hash)


@pytest.mark.parametrize("role", ["bangfu_app", "bangfu_owner"])
def test_an_entry_that_stands_on_another_is_refused(opened: Opened, role: str) -> None:
    with pytest.raises(psycopg.errors.SerializationFailure):
        forged(opened(role), former="a" * 64)


def test_a_number_is_given_once(opened: Opened) -> None:
    with pytest.raises((psycopg.errors.UniqueViolation, psycopg.errors.SerializationFailure)):
        forged(opened("bangfu_app"), seq=1, former=START)


def test_a_wrong_hash_gets_in_but_is_found(opened: Opened, entry: Entry, acting: Acting) -> None:
    forged(opened("bangfu_app"), former=entry.hash)
    with acting("county_office") as account:
        record(account, draft(3, person="99-cadre"))
        assert [(b.fault, b.seq) for b in verify(rows()).breaks] == [("hash", 2)]


@pytest.mark.parametrize(
    "fields",
    [
        {"recorded_by": "99-responsible_helper"},
        {"area": 990002100201, "person_id": "99-stranger", "household_id": "99-hb"},
        {"area": 990002100201},
    ],
)
def test_the_office_signs_as_itself_and_stays_in_its_area(
    opened: Opened, entry: Entry, fields: dict[str, Any]
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        forged(opened("bangfu_app"), former=entry.hash, **fields)


def test_without_a_scope_nothing_is_seen_and_nothing_added(
    cluster: Cluster, database: str, entry: Entry
) -> None:
    with psycopg.connect(cluster.url("bangfu_app", database), autocommit=True) as base:
        assert base.execute("select count(*) from ledger_entry").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            forged(base, former=entry.hash)


def test_many_recorders_at_once_leave_one_chain_without_a_gap(acting: Acting) -> None:
    def recorder(worker: int) -> None:
        who = ("responsible_helper", "township_clerk", "county_office")[worker % 3]
        for n in range(50):
            with acting(who) as account:
                record(account, draft(worker * 100 + n, person="99-helper"))
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(recorder, range(8)))
    with acting("county_office"):
        found = verify(rows())
    assert (found.entries.total(), found.breaks) == (400, [])
    assert found.ends[BOOK][0] == 400


def test_the_same_entry_from_two_phones_at_once_is_recorded_once(acting: Acting) -> None:
    def send(_: int) -> bool:
        with acting("responsible_helper") as account:
            new = record(account, draft(1)).new
        connection.close()
        return new

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(send, range(8))) == [False] * 7 + [True]


def rows() -> Iterator[dict[str, Any]]:
    for entry in Entry.objects.order_by("book", "seq"):
        yield {**fields_of(entry), "former": entry.former, "hash": entry.hash}
