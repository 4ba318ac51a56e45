"""What whoever holds a code may learn and add; and for the reception who that is, once the reason is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment
from bangfu.site.roster.models import new_id
from bangfu.site.tips.models import Solved, State, Tip
from bangfu.site.tips.taking import Sender, sealed
from bangfu.site.tips.tracking import hash_of
from bangfu.site.web.sealed import ciphers


@dataclass(frozen=True)
class Progress:
    """How far a tip is, and what was written back to its sender."""

    state: str
    received_on: date
    since: date
    solved: str
    first_state: str  # of the tip that this one repeats
    replies: Sequence[tuple[datetime, str]]

    @property
    def asks(self) -> bool:
        """Whether the sender is asked if it was solved."""
        return self.state in (State.REPLIED, State.CLOSED) and not self.solved


def _opened(value: Any) -> str:
    return ciphers().open(bytes(value)) if value else ""


def _asked(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def progress(typed: str) -> Progress:
    """By its code. Raises `BangfuError` where there is none."""
    found = _asked("select * from tip_found(%s)", [hash_of(typed)])
    if not found:
        raise BangfuError(Problem("tip_no_such_code", column="code"))
    replies = _asked("select * from tip_told(%s)", [hash_of(typed)])
    return Progress(*found[0], replies=[(at, _opened(text)) for at, text in replies])


def add(typed: str, text: str) -> None:
    """Write more. Raises `BangfuError` where there is no such tip, or so much already."""
    [(done,)] = _asked("select tip_add(%s, %s, %s, %s)", [hash_of(typed), new_id(), sealed(text), moment()])
    if not done:
        raise BangfuError(Problem("tip_no_more_words"))


def judge(typed: str, said: Solved, text: str, at: datetime | None = None) -> None:
    """Say whether it was solved. Raises `BangfuError` where nobody asks, or it was said."""
    values = [hash_of(typed), new_id(), said.value, sealed(text), at or moment()]
    [(done,)] = _asked("select tip_judge(%s, %s, %s, %s, %s)", values)
    if not done:
        raise BangfuError(Problem("tip_judged_already"))


def identity(tip: Tip, reason: str) -> Sender:
    """Who sent it; the database writes down who looked and why before it tells."""
    [row] = _asked("select * from tip_sender(%s, %s, %s)", [tip.pk, reason, moment()])
    return Sender(*map(_opened, row))
