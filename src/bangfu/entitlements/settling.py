"""What a month of an allowance comes to in the end: its state, its money, and what is told with both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bangfu.entitlements.desk import ids, others
from bangfu.entitlements.due import Due
from bangfu.entitlements.line import State
from bangfu.entitlements.notes import listed, said
from bangfu.entitlements.payments import total
from bangfu.regulation.shapes import Title

# What is told of decisions, by how far they go; of the last three a person must say what follows.
_DECIDED = {
    "whole": "CANCELLED",
    "part": "PART_CANCELLED",
    "unclear": "UNCLEAR_DECISION",
    "before_law": "BEFORE_LAW",
}
_VAGUE = ("part", "unclear", "before_law")


@dataclass(frozen=True, slots=True)
class Settled:
    """State, money and notes of a line. Money that is not known is none."""

    state: State
    deducted: Decimal | None
    paid: Decimal
    left: Decimal | None
    notes: tuple[Title, ...]


def settled(due: Due) -> Settled:
    """Settle one month of one person."""
    paid = total(p for p in due.payments if p.since >= due.month.first)  # one of several months: in its first
    state = _state(due, paid)
    deducted = _deducted(due)
    left = None if deducted is None or due.earned.amount is None else due.earned.amount - deducted - paid
    if due.cancelled.how == "whole" and due.earned.amount is None:
        left = -paid
    if _shared(due):
        left = None
    return Settled(state, deducted, paid, left, (*_of_days(due), *_of_money(due, state, paid)))


def _deducted(due: Due) -> Decimal | None:
    """All of the month or nothing of it, and once, whatever the number of decisions."""
    if due.earned.amount is None or due.cancelled.how in _VAGUE:
        return None
    return due.earned.amount if due.cancelled.how == "whole" else Decimal(0)


def _shared(due: Due) -> bool:
    return any(p.lump for p in due.payments)


def _state(due: Due, paid: Decimal) -> State:
    amount, shared = due.earned.amount, _shared(due)
    if due.cancelled.how in _VAGUE or (paid < 0 and not shared):
        return "needs_person"
    if due.cancelled.how == "whole":
        return "recoverable" if paid > 0 or shared else "cancelled"
    if shared or (paid > 0 and paid == (amount if amount is not None else paid)):
        return "paid"
    if due.earned.open or len(due.payers) > 1 or (amount is not None and paid > amount):
        return "needs_person"
    # of what was paid without its amount nobody can say whether it was all
    return "needs_person" if any(p.amount is None for p in due.payments) else "due"


def _of_days(due: Due) -> Iterator[Title]:
    if due.desk.as_of <= due.month.last:
        yield said("NOT_OVER", what=due.desk.as_of)
    yield from due.earned.notes
    if not due.attended.there:
        yield said("NO_DAY")
    if len(due.held.posts) > 1:
        yield said("POSTS", count=len(due.held.posts))
    if len(due.payers) > 1:
        yield said("TWO_PAYERS", what=listed(due.payers))
    elif not due.payers:
        yield said("NO_PAYER")


def _of_money(due: Due, state: State, paid: Decimal) -> Iterator[Title]:
    if due.cancelled.how in _DECIDED:
        yield said(_DECIDED[due.cancelled.how], what=listed(due.cancelled.ids))
    if state == "recoverable":
        yield said("RECOVERABLE")
    if due.recovery:
        yield said("RECOVERY", what=listed(due.recovery))
    told = {
        "LUMP": ids(p for p in due.payments if p.lump),
        "NO_AMOUNT": ids(p for p in due.payments if p.amount is None),
        "OTHER_PAYER": others(due.payments, due.payers),
    }
    for kind, which in told.items():
        if which:
            yield said(kind, what=listed(which))
    if due.earned.amount is not None and paid > due.earned.amount and not _shared(due):
        yield said("OVERPAID", what=listed(ids(due.payments)))
