"""Writing what the database may refuse: its refusal gets words, and of a bar the clause that it stands in."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from psycopg.errors import CheckViolation, InsufficientPrivilege, UniqueViolation

from bangfu.errors import BangfuError, Problem, catalogue
from bangfu.site.exits.bars import in_full


@contextmanager
def kept() -> Generator[None]:
    """What is written within is kept whole or not at all. Raises `BangfuError` where the database says no."""
    try:
        with transaction.atomic():
            yield
            with (
                connection.cursor() as cursor
            ):  # what is checked at the end of a transaction is asked for now
                cursor.execute("set constraints all immediate")
    except DatabaseError as error:
        problem = _told(error)
        if problem is None:
            raise
        raise BangfuError(problem) from error


def refused(code: str, clause: str) -> Problem:
    """A refusal of the database; the clause fills the sentence."""
    return Problem(code, details=(("clause", in_full(clause)),) if clause else ())


def _told(error: DatabaseError) -> Problem | None:
    cause = error.__cause__
    if isinstance(cause, CheckViolation | InsufficientPrivilege):
        said = cause.diag.message_primary or ""
        if said in catalogue():
            return refused(said, cause.diag.message_detail or "")
        return Problem("exit_not_yours") if isinstance(cause, InsufficientPrivilege) else None
    return Problem("exit_twice") if isinstance(cause, UniqueViolation) else None
