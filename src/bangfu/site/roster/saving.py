"""What the database refuses, in the words of the catalogue."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from psycopg import errors

from bangfu.errors import BangfuError, Problem, catalogue

BY_CONSTRAINT = {
    "post_held_once": "post_held_already",
    "household_helped_once": "paired_already",
    "household_days": "ends_before_it_starts",
}


def refusal(error: DatabaseError) -> Problem:
    """Why the database said no; an error that is nobody's mistake is raised again."""
    cause = error.__cause__
    if isinstance(cause, errors.InsufficientPrivilege):
        return Problem("outside_your_area")
    if isinstance(cause, errors.UniqueViolation):
        return Problem("id_taken")
    if isinstance(cause, errors.ForeignKeyViolation):
        return Problem("still_needed")
    if isinstance(cause, errors.DataException):  # a range whose end lies before its start
        return Problem("ends_before_it_starts")
    if isinstance(cause, errors.IntegrityError):
        code = BY_CONSTRAINT.get(cause.diag.constraint_name or "", cause.diag.message_primary or "")
        if code in catalogue():
            return Problem(code)
    raise error


@contextmanager
def refusals() -> Generator[None]:
    """Everything inside or nothing; what the database refuses is raised as `BangfuError`."""
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except DatabaseError as error:
        raise BangfuError(refusal(error)) from error
