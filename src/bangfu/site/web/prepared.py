"""Questions asked all day in the same words. Planning what the policies add to them takes longer than answering, so each
is planned once a line to the database.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection


@contextmanager
def _cursor() -> Generator[psycopg.Cursor[Any]]:
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield cursor


def asked(query: str, *values: Any) -> list[Any]:
    """The rows of an answer. Raises what Django raises."""
    with _cursor() as cursor:
        return cursor.execute(query.encode(), values, prepare=True).fetchall()


def told(statement: str, values: Iterable[Sequence[Any]]) -> None:
    """Carry out what answers nothing, for each of some values, and wait only at the end: while the database is at one,
    the next may be made. Raises what Django raises where the database refuses.
    """
    with _cursor() as cursor, cursor.connection.pipeline():
        for each in values:
            cursor.execute(statement.encode(), each, prepare=True)
