"""Steps of a case, tried straight against the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

import psycopg
from django.db import DatabaseError, connection, transaction
from tests.site.world import OWN, TODAY

from bangfu.site.web.middleware.scope import enter, stand_on

CASE = OWN.id("case")
HALF = (date(2020, 4, 15), date(2020, 10, 14))  # six months, as proposed
SHORT = (date(2020, 4, 15), date(2020, 6, 14))
_SPANS: dict[str, tuple[date, date]] = {
    "confirm": HALF,
    "lighten": SHORT,
    "grant_part": (SHORT[0], date(2020, 5, 14)),
}
_numbers = count()


@contextmanager
def tried() -> Iterator[None]:
    """All of it is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def attempt(account: str, code: str, case: str = CASE, on: date = TODAY, **other: Any) -> str | None:
    """Why the database refuses a step by somebody, with all that its kind needs; None where it was taken.

    `on` is the day as the site told it, `told` what the statement itself says of it.
    """
    assert enter(f"99-a-{account}") is not None
    stand_on(on)
    told = other.pop("told", on)
    start, end = other.pop("span", _SPANS.get(code, (None, None)))
    row = {
        "text": "已阅", "deadline": on + timedelta(days=10), "measure": "promotion_bar" if start else "",
        "document": "试发〔2020〕1号", **other,
    }  # fmt: skip
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                """insert into cases_step (id, case_id, number, code, former, within, text, deadline, measure, start, "end",
                document, "on", by, at) values (%s, %s, 0, %s, '', 0, %s, %s, %s, %s, %s, %s, %s, %s, now())""",
                [
                    f"99-s{next(_numbers)}", case, code, row["text"], row["deadline"], row["measure"], start, end,
                    row["document"], told, f"99-a-{account}",
                ],
            )  # fmt: skip
    except DatabaseError as error:
        return refusal_of(error)
    return None


def refusal_of(error: DatabaseError) -> str:
    """What the database said; of a policy only that it was one."""
    said: str = error.__cause__.diag.message_primary  # type: ignore[union-attr]
    return "policy" if said.startswith("new row violates row-level security") else said


def asked(statement: str, *words: object) -> list[Any]:
    """The first column of what a statement finds in the scope at hand."""
    with connection.cursor() as cursor:
        cursor.execute(statement, words)
        return [row[0] for row in cursor.fetchall()]


def stands_in(owner: psycopg.Connection, state: str, case: str = CASE) -> None:
    """Whoever owns the tables puts the case into a state; nobody else can."""
    start, end = HALF if state in {"decided", "in_effect", "carried_out", "under_review"} else (None, None)
    owner.execute(
        "update cases_case set state = %s, measure = %s, effect_from = %s, effect_to = %s where id = %s",
        [state, "promotion_bar" if start else "", start, end, case],
    )
