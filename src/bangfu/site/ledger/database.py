"""The whole ledger straight from its database, for those who prove or keep it: no scope, no site."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from bangfu.errors import BangfuError, Problem
from bangfu.site.ledger.chain import FIELDS, KEYS, Ends, Entry

AT_ONCE = 5000  # rows
COLUMNS = ", ".join(f'{n}_id as "{n}"' if n in KEYS else f'"{n}"' for n in (*FIELDS, "former", "hash"))
# Whoever is shown a part only would find a broken chain, or none.
SEES_ALL = """select rolsuper or rolbypassrls or exists (select from pg_policy where polrelid = 'ledger_entry'::regclass
        and pg_get_expr(polqual, polrelid) = 'true' and r.oid = any(polroles))
    from pg_roles r where rolname = current_user"""


@dataclass(frozen=True)
class Ledger:
    """The ledger as it stands at one moment."""

    connection: psycopg.Connection[Any]

    def entries(self) -> Iterator[Entry]:
        """All entries, each book from its first."""
        with self.connection.cursor("entries", row_factory=dict_row) as cursor:
            cursor.itersize = AT_ONCE
            yield from cursor.execute(f"select {COLUMNS} from ledger_entry order by book, seq".encode())

    def ends(self) -> Ends:
        """Where each book ends, as the database keeps it beside the entries."""
        return {
            code: (seq, hash_)
            for code, seq, hash_ in self.connection.execute("select code, seq, hash from ledger_book")
        }


@contextmanager
def opened(url: str) -> Generator[Ledger]:
    """The ledger of a database. Raises `BangfuError` where it cannot be read, or only in part."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            if connection.execute(SEES_ALL).fetchone() != (True,):
                raise BangfuError(Problem("ledger_seen_in_part"))
            yield Ledger(connection)
    except psycopg.Error as error:
        reason = str(error).strip().partition("\n")[0]
        raise BangfuError(Problem("database_failed", details=(("reason", reason),))) from error
