"""Writing what the database may refuse: its refusal gets words."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from psycopg.errors import InsufficientPrivilege, UniqueViolation

from bangfu.errors import BangfuError, Problem
from bangfu.site.web.machine import refusal


@contextmanager
def kept(column: str = "") -> Generator[None]:
    """What is written within is kept whole or not at all. Raises `BangfuError` where the database says no.

    `column`: the field of a form at which the refusal is told.
    """
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:  # what is looked at when a transaction ends is looked at now
                cursor.execute("set constraints all immediate")
                cursor.execute("set constraints all deferred")
    except DatabaseError as error:
        problem = _told(error, column)
        if problem is None:
            raise
        raise BangfuError(problem) from error


def _told(error: DatabaseError, column: str) -> Problem | None:
    if problem := refusal(error, column, ""):
        return problem
    if isinstance(error.__cause__, InsufficientPrivilege):
        return Problem("identify_not_yours", column=column)
    return Problem("identify_twice", column=column) if isinstance(error.__cause__, UniqueViolation) else None
