"""Taking a case out of the database, as the contract writes it: what the connection may see, no more."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from adbc_driver_postgresql import dbapi

from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES

# What is judged: one SELECT a table, in `sql/`; their columns are those of the contract. Findings are taken apart.
TAKEN = (
    "places",
    "organisations",
    "people",
    "posts",
    "households",
    "pairings",
    "activities",
    "exemptions",
    "calendar",
)
# What assessments, proposals and entitlements rest on, which whoever judges neither reads nor may read.
BESIDE = (
    "checks", "surveys", "figures", "weights", "rankings", "findings", "decisions", "payments", "rates", "grants", "attestations",
)  # fmt: skip
# What an entry says now: not those that a later one corrected, and not the withdrawals themselves.
STANDING = "not e.withdraws and not exists (select 1 from ledger_entry c where c.corrects_id = e.id)"


@cache
def _select(table: str) -> str:
    return (Path(__file__).parent / "sql" / f"{table}.sql").read_text(encoding="utf-8").rstrip().rstrip(";")


@contextmanager
def opened(url: str) -> Generator[Any]:
    """An Arrow connection to a database, all of whose statements see one state of it."""
    connection = dbapi.connect(url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        yield connection
    finally:
        connection.close()


def arrow(connection: Any, query: str) -> pa.Table:
    """The answer to a query as an Arrow table."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetch_arrow_table()


def table(connection: Any, name: str, where: str = "true") -> pa.Table:
    """One table of the contract, in its types."""
    order = " order by e.book, e.seq" if name == "activities" else ""  # the earlier entry is the evidence
    return arrow(connection, f"{_select(name)} and ({where}){order}").cast(TABLES[name].schema)


def case(connection: Any, name: str = "bangfu", also: Iterable[str] = ()) -> Case:
    """Everything that the connection may see, as it stands now."""
    where = {"activities": STANDING}
    return case_of(name, {t: table(connection, t, where.get(t, "true")) for t in (*TAKEN, *also)})


def case_at(url: str, name: str = "bangfu") -> Case:
    """`case` over a connection of its own."""
    with opened(url) as connection:
        return case(connection, name)


def entries_after(connection: Any, seqs: dict[int, int]) -> tuple[pa.Table, list[str], dict[int, int]]:
    """What the ledger gained: new entries that stand, ids that no longer do, and where each book ends now."""
    now = ends(connection)
    new = " or ".join(
        f"(e.book = {book} and e.seq > {seqs.get(book, 0)})"
        for book, seq in now.items()
        if seq != seqs.get(book, 0)
    )
    if not new:
        return TABLES["activities"].schema.empty_table(), [], seqs
    corrected = f"select e.corrects_id from ledger_entry e where e.corrects_id is not null and ({new})"
    gone = arrow(connection, corrected)["corrects_id"].to_pylist()
    return table(connection, "activities", f"{STANDING} and ({new})"), gone, now


def ends(connection: Any) -> dict[int, int]:
    """The last entry of each book."""
    rows = arrow(connection, "select code, seq from ledger_book where seq > 0").to_pylist()
    return {row["code"]: row["seq"] for row in rows}
