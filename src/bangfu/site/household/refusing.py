"""What the database refuses of the register, in the words of the catalogue."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

from django.db import DatabaseError, connection, transaction
from psycopg import errors

from bangfu.errors import BangfuError, Problem, catalogue

BY_KIND = (
    (errors.InsufficientPrivilege, "outside_your_area"),
    (errors.ForeignKeyViolation, "still_needed"),
    (errors.UniqueViolation, "done_before"),
)


@contextmanager
def refusals() -> Generator[None]:
    """Everything inside or nothing; what the database refuses is raised as `BangfuError`."""
    try:
        with transaction.atomic():
            _check("deferred")  # a former one in the same transaction left them immediate
            yield
            _check("immediate")
    except DatabaseError as error:
        raise told(error) from error


def _check(when: Literal["deferred", "immediate"]) -> None:
    """When to check what is checked at the end of a transaction: now, so that its refusal can be told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "set constraints all deferred" if when == "deferred" else "set constraints all immediate"
        )


def told(error: DatabaseError) -> BangfuError:
    """Why it said no; an error that is nobody's mistake is raised again."""
    cause = error.__cause__
    said = (cause.diag.message_primary or "") if isinstance(cause, errors.CheckViolation) else ""
    code = said if said in catalogue() else next((c for kind, c in BY_KIND if isinstance(cause, kind)), "")
    if not code:
        raise error
    return BangfuError(Problem(code))
