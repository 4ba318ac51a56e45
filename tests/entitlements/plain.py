"""A plain reading of what decisions take from a year's allowance, written from the words, month by month and day by day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

Row = dict[str, Any]


def stands(row: Row, decisions: list[Row], as_of: date) -> bool:
    """Decided by that day, confirmed, and no other such decision put in its place by then."""
    if row["state"] != "confirmed" or row["decided_on"] > as_of:
        return False
    for other in decisions:
        if other["replaces"] == row["id"] and other["state"] == "confirmed" and other["decided_on"] <= as_of:
            return False
    return True


def taken(month: int, year: int, person: str, decisions: list[Row], as_of: date) -> str:
    """`none`, `some` or `all` of the days of a month that a person was in post."""
    days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    gone = set[date]()
    for row in decisions:
        if (
            row["person"] == person
            and row["measure"] == "allowance_cancelled"
            and stands(row, decisions, as_of)
        ):
            gone |= {day for day in days if row["from"] <= day <= row["to"]}
    return "none" if not gone else "all" if len(gone) == len(days) else "some"


def state(taken_: str, due: int, paid: int) -> str:
    """What a month is, in fen: what is due when nothing is taken, and what was paid less what was paid back."""
    if taken_ == "some" or paid < 0:
        return "needs_person"
    if taken_ == "all":
        return "recoverable" if paid else "cancelled"
    if paid > due:
        return "needs_person"
    return "paid" if paid == due else "due"
