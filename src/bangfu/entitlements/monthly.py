"""The monthly sheet of allowances: one line a person and month, whatever the posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bangfu.entitlements.attendance import Attended
from bangfu.entitlements.decisions import Cancelled
from bangfu.entitlements.desk import Desk, ids, others
from bangfu.entitlements.earning import PERS, Earned, earned
from bangfu.entitlements.holders import Held, held_by
from bangfu.entitlements.line import Line, State
from bangfu.entitlements.notes import listed, said
from bangfu.entitlements.payments import Payment, total
from bangfu.entitlements.rules import Entitled, grouped
from bangfu.facts.roster.spans import Span
from bangfu.regulation.shapes import Title


def monthly(desk: Desk, one: Entitled, month: Span) -> bool:
    """Whether an allowance goes by months: the text says so, or the county set it so for this one."""
    if one.rule.gives != "allowance":
        return False
    return one.rule.per == "month" or (
        one.rule.per is None and desk.rates.set_for(one.rule.what, PERS, [month])
    )


def month_lines(desk: Desk, month: Span) -> Iterator[Line]:
    """Every allowance of a month, in the order of the documents and people."""
    known = month.within(desk.known)
    if known is None:
        return
    for rules in grouped(r for r in desk.rules if monthly(desk, r, month)):
        found = (
            (post.person, post, days)
            for one in rules
            for post, days in desk.holders.of(one, one.rule.for_roles, known)
            if post.person
        )
        for held in held_by(found):
            yield _line(desk, rules, held, known, month)


def _line(desk: Desk, rules: Sequence[Entitled], held: Held, known: Span, month: Span) -> Line:
    one = rules[0]
    attended = desk.attendance.of(held.key, held)
    earning = earned(one, desk.rates, held, known, attended)
    cancelled = desk.decisions.cancelled(one, held.key, held.days, month)
    paid = desk.payments.of_holder(one.rule.what, held.key, lambda p: p.days is not None and p.covers(month))
    line = Line(
        one.head.id,
        one.provision.clause,
        "allowance",
        one.rule.what,
        f"{month.first:%Y-%m}",
        "due",
        person=held.key,
        place=held.place,
        posts=tuple(p.id for p in held.posts),
        held=held.days,
        payer_role=tuple(one.rule.payer),
        payer=desk.payer(one, held),
        days=len(attended.there),
        away=len(attended.away),
        rate=earning.rate.amount if earning.rate else None,
        per=earning.rate.per if earning.rate else None,
        amount=earning.amount,
        entries=attended.entries,
        payments=ids(paid),
        decisions=(*cancelled.ids, *desk.decisions.recovery(one, held.key, month)),
        readings=tuple(dict.fromkeys(r for rule in rules for r in rule.rule.readings)),
        notes=tuple(_notes(desk, one, held, month, attended, earning)),
    )
    return _settled(desk, one, line, held, month, earning, cancelled, paid)


def _notes(
    desk: Desk, one: Entitled, held: Held, month: Span, attended: Attended, earning: Earned
) -> Iterator[Title]:
    if desk.as_of <= month.last:
        yield said("NOT_OVER", what=desk.as_of)
    yield from earning.notes
    if not attended.there:
        yield said("NO_DAY")
    if len(held.posts) > 1:
        yield said("POSTS", count=len(held.posts))
    payers = desk.holders.payers(one, held)
    if len(payers) > 1:
        yield said("TWO_PAYERS", what=listed(payers))
    elif not payers:
        yield said("NO_PAYER")


def _settled(  # noqa: PLR0913 -- each is one thing that the state depends on
    desk: Desk,
    one: Entitled,
    line: Line,
    held: Held,
    month: Span,
    earning: Earned,
    cancelled: Cancelled,
    payments: Sequence[Payment],
) -> Line:
    """The line with its money and state."""
    own = [p for p in payments if p.since >= month.first]  # of several months: booked in the first
    shared = any(p.lump for p in payments)
    paid = total(own)
    whole = cancelled.how == "whole"
    deducted = (line.amount if whole else Decimal(0)) if line.amount is not None else None
    left = None if line.amount is None or deducted is None else line.amount - deducted - paid
    if whole and line.amount is None:
        left = -paid
    vague = cancelled.how in ("part", "unclear", "before_law")
    line = replace(
        line,
        deducted=None if vague else deducted,
        paid=paid,
        left=None if shared or vague else left,
        state=_state(line, cancelled, payments, paid, shared, earning.open or _two_payers(desk, one, held)),
    )
    return line.noting(*_of_money(desk, one, line, held, month, cancelled, payments))


def _two_payers(desk: Desk, one: Entitled, held: Held) -> bool:
    return len(desk.holders.payers(one, held)) > 1


def _state(  # noqa: PLR0911, PLR0913 -- one return a state, one parameter a cause
    line: Line, cancelled: Cancelled, payments: Sequence[Payment], paid: Decimal, shared: bool, doubt: bool
) -> State:
    if cancelled.how in ("part", "unclear", "before_law") or (paid < 0 and not shared):
        return "needs_person"
    if cancelled.how == "whole":
        return "recoverable" if paid > 0 or shared else "cancelled"
    if line.amount is not None and paid > line.amount and not shared:
        return "needs_person"
    if shared or (paid > 0 and (line.amount is None or paid == line.amount)):
        return "paid"
    if doubt:
        return "needs_person"
    # of what was paid without its amount, nobody can say whether it was all
    return "needs_person" if any(p.amount is None for p in payments) else "due"


def _of_money(  # noqa: PLR0913 -- each may be told
    desk: Desk,
    one: Entitled,
    line: Line,
    held: Held,
    month: Span,
    cancelled: Cancelled,
    payments: Sequence[Payment],
) -> Iterator[Title]:
    said_of = {
        "whole": "CANCELLED", "part": "PART_CANCELLED", "unclear": "UNCLEAR_DECISION", "before_law": "BEFORE_LAW",
    }  # fmt: skip
    if cancelled.how in said_of:
        yield said(said_of[cancelled.how], what=listed(cancelled.ids))
    if line.state == "recoverable":
        yield said("RECOVERABLE")
    recovery = desk.decisions.recovery(one, held.key, month)
    if recovery:
        yield said("RECOVERY", what=listed(recovery))
    lumps = ids(p for p in payments if p.lump)
    if lumps:
        yield said("LUMP", what=listed(lumps))
    if line.amount is not None and line.paid is not None and line.paid > line.amount and not lumps:
        yield said("OVERPAID", what=listed(line.payments))
    without = ids(p for p in payments if p.amount is None)
    if without:
        yield said("NO_AMOUNT", what=listed(without))
    by_others = others(payments, desk.holders.payers(one, held))
    if by_others:
        yield said("OTHER_PAYER", what=listed(by_others))
