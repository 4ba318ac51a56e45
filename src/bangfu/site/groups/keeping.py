"""Writing what the database may refuse: its refusal gets words."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from psycopg.errors import ExclusionViolation, InsufficientPrivilege

from bangfu.errors import BangfuError, Problem
from bangfu.site.roster.saving import BY_CONSTRAINT as OF_THE_ROSTER
from bangfu.site.web.machine import refusal

BY_CONSTRAINT = {
    "group_once": "group_exists",
    "group_head_once": "group_has_one",
    "group_person_once": "group_person_twice",
    "team_of_village_once": "team_in_village",
    "team_leader_once": "team_elsewhere",
    **OF_THE_ROSTER,
}


@contextmanager
def kept(column: str = "") -> Generator[None]:
    """What is written within is kept whole or not at all. Raises `BangfuError` where the database says no.

    `column`: the field of a form at which the refusal is told.
    """
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except DatabaseError as error:
        problem = _told(error, column)
        if problem is None:
            raise
        raise BangfuError(problem) from error


def _told(error: DatabaseError, column: str) -> Problem | None:
    if problem := refusal(error, column, ""):
        return problem
    cause = error.__cause__
    if cause is None or isinstance(
        cause, InsufficientPrivilege
    ):  # none: a row that may not be changed is not found
        return Problem("group_not_yours", column=column)
    if isinstance(cause, ExclusionViolation):
        code = BY_CONSTRAINT.get(cause.diag.constraint_name or "")
        return Problem(code, column=column) if code else None
    return None
