"""PostgreSQL alone: the very rows of the ledger once more, put in by their owner. No site, no scope, no chain."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any

import psycopg

from bench.intake.callers import ENTRIES, Send, Taken, together

AGAIN = "create table bench_again as select * from ledger_entry where id like 'heap%' limit 20000"


@contextmanager
def _unguarded(owner: str) -> Generator[None]:
    """The table with its keys and indexes, but without the trigger that follows the chain."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("alter table ledger_entry disable trigger follow_chain")
        connection.execute(AGAIN)
        try:
            yield
        finally:
            connection.execute("drop table bench_again")
            connection.execute("alter table ledger_entry enable trigger follow_chain")


def measured(owner: str, lines: int, seconds: float) -> tuple[Taken, Taken]:
    """One row a transaction on so many lines; and thousands a transaction on one."""
    with _unguarded(owner), ExitStack() as stack:
        numbers = count()
        connections = [stack.enter_context(psycopg.connect(owner, autocommit=True)) for _ in range(lines)]
        single = together([_one(c, numbers) for c in connections], seconds)
        return single, together([_many(connections[0], numbers)], seconds)


def _one(connection: psycopg.Connection[Any], numbers: count[int]) -> Send:
    with connection.cursor() as cursor:
        cursor.execute("select * from bench_again limit 1")
        row, names = list(cursor.fetchone() or ()), [c.name for c in cursor.description or ()]
    columns, marks = ", ".join(f'"{n}"' for n in names), ", ".join(["%s"] * len(names))
    insert, id_, seq, book = (
        f"insert into ledger_entry ({columns}) values ({marks})",
        *map(names.index, ("id", "seq", "book")),
    )

    def send() -> int:
        number = next(numbers)
        row[id_], row[seq], row[book] = f"again-{number}", number, 1
        connection.execute(insert, row)  # type: ignore[arg-type]
        return 1

    return send


def _many(connection: psycopg.Connection[Any], numbers: count[int]) -> Send:
    def send() -> int:
        mark = next(numbers)
        with connection.transaction():
            connection.execute(
                f"create temp table heap on commit drop as select * from bench_again limit {ENTRIES}"
            )
            connection.execute("update heap set id = %s || id, book = %s", [f"{mark}-", mark + 2])
            connection.execute("insert into ledger_entry select * from heap")
        return ENTRIES

    return send
