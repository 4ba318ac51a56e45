"""Writing what the database may refuse: what is written is kept whole or not at all, and a refusal gets words."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

import psycopg
from django.db import DatabaseError, connection, transaction
from psycopg import errors

from bangfu.errors import BangfuError, Problem, catalogue


class Refusals:
    """What an app calls that which the database refuses.

    `not_yours`: by a policy, or of a row that is not there to be changed; `kinds`: by a kind of error; `constraints`: by the name
    of a constraint, where that is no code itself; `clause`: how a clause is called that the database names beside its word.
    """

    def __init__(
        self,
        not_yours: str,
        kinds: Mapping[type[psycopg.Error], str] | None = None,
        *,
        constraints: Mapping[str, str] | None = None,
        clause: Callable[[str], str] = str,
    ) -> None:
        self.kinds = {
            errors.InsufficientPrivilege: not_yours,
            errors.DeadlockDetected: "at_once",
            errors.SerializationFailure: "at_once",
            **(kinds or {}),
        }
        self.not_yours = not_yours
        self.constraints = constraints or {}
        self.clause = clause

    @contextmanager
    def __call__(self, column: str = "") -> Generator[None]:
        """What is written within is kept whole or not at all. Raises `BangfuError` where the database says no.

        `column`: the field of a form at which the refusal is told.
        """
        try:
            with transaction.atomic():
                yield
                connection.check_constraints()  # what is looked at when a transaction ends is looked at now
        except DatabaseError as error:
            code, clause = self._said(error)
            if not code:  # nobody's mistake
                raise
            raise BangfuError(self.problem(code, clause, column)) from error

    def problem(self, code: str, clause: str = "", column: str = "") -> Problem:
        """A refusal; the clause that it rests on fills the sentence."""
        return Problem(code, column=column, details=(("clause", self.clause(clause)),) if clause else ())

    def _said(self, error: DatabaseError) -> tuple[str, str]:
        """The code, and the clause that the database named beside it; empty where it has no word for it."""
        cause = error.__cause__
        if cause is None and type(error) is DatabaseError:
            return self.not_yours, ""  # a row that may not be changed is not found
        if not isinstance(cause, psycopg.Error):
            return "", ""
        if said := _word(cause):
            return said, cause.diag.message_detail or ""
        named = cause.diag.constraint_name or ""
        code = self.constraints.get(named, named)
        if code in catalogue():
            return code, ""
        return next((code for kind, code in self.kinds.items() if isinstance(cause, kind)), ""), ""


def refusal(error: DatabaseError, column: str, value: str) -> Problem | None:
    """What the database said of one step, where it is a word of the catalogue; told at a field of the form."""
    cause = error.__cause__
    said = _word(cause) if isinstance(cause, psycopg.Error) else ""
    return Problem(said, column=column, value=value) if said else None


def _word(cause: psycopg.Error) -> str:
    """The word of the catalogue that the database gave as its reason; empty where it gave none."""
    said = cause.diag.message_primary or ""
    return said if said in catalogue() else ""
