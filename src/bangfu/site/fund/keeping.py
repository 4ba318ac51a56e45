"""Writing what the database may refuse: its refusal gets words."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from django.db import DatabaseError, transaction
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
    except DatabaseError as error:
        problem = _told(error, column)
        if problem is None:
            raise
        raise BangfuError(problem) from error


def _told(error: DatabaseError, column: str) -> Problem | None:
    if problem := refusal(error, column, ""):
        return problem
    if isinstance(error.__cause__, InsufficientPrivilege):
        return Problem("fund_not_yours", column=column)
    return Problem("fund_twice", column=column) if isinstance(error.__cause__, UniqueViolation) else None
