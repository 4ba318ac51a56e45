"""A new tip: everything the sender said is sealed here, and goes through one door of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment
from bangfu.site.tips.models import Way
from bangfu.site.tips.tracking import hash_of, new_code
from bangfu.site.web.sealed import ciphers

_TAKE = "select tip_take(%s, %s, %s::bigint, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Sender:
    """Who sent it, as far as they said."""

    name: str = ""
    phone: str = ""
    contact: str = ""
    address: str = ""
    paper: str = ""  # the number of a member's paper


@dataclass(frozen=True)
class Told:
    """What happened, when, and about whom, in the sender's words."""

    what: str
    when: str = ""
    whom: str = ""

    def text(self) -> str:
        """As one text, as the reception reads it."""
        parts = (
            self.what,
            f"时间：{self.when}" if self.when else "",
            f"涉及：{self.whom}" if self.whom else "",
        )
        return "\n".join(part for part in parts if part)


def sealed(text: str) -> bytes:
    """As it lies in the database; nothing stays nothing."""
    return ciphers().seal(text) if text else b""


def take(
    tip: str, way: Way, place: int, on: date, told: Told, sender: Sender, at: datetime | None = None
) -> str:
    """Take a tip in and answer with its code, which is kept nowhere. Raises `BangfuError` where it came already.

    `tip` is made with the form, so that a form sent twice is one tip.
    """
    code = new_code()
    said = (sender.name, sender.phone, sender.contact, sender.address, sender.paper)
    values = [tip, way.value, place, on.isoformat(), at or moment(), hash_of(code), sealed(told.text())]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [*values, *map(sealed, said)])
        [(taken,)] = cursor.fetchall()
    if not taken:
        raise BangfuError(Problem("tip_sent_already"))
    return code
