"""Writing what the database may refuse: its refusal gets words."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from django.db import DatabaseError, transaction
from psycopg.errors import CheckViolation, InsufficientPrivilege, UniqueViolation

from bangfu.errors import BangfuError, Problem, catalogue
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
    cause = error.__cause__
    if isinstance(cause, InsufficientPrivilege):
        return Problem("help_not_yours", column=column)
    if isinstance(cause, UniqueViolation):
        return Problem("help_twice", column=column)
    named = (cause.diag.constraint_name or "") if isinstance(cause, CheckViolation) else ""
    return Problem(named, column=column) if named in catalogue() else None
