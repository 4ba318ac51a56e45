"""The monthly sheet of allowances: one line a person and month, whatever the posts."""

from __future__ import annotations

from collections.abc import Iterator

from bangfu.entitlements.desk import Desk, ids
from bangfu.entitlements.due import Due
from bangfu.entitlements.earning import PERS
from bangfu.entitlements.holders import held_by
from bangfu.entitlements.line import Line
from bangfu.entitlements.rules import Entitled, grouped
from bangfu.entitlements.settling import settled
from bangfu.facts.roster.spans import Span


def monthly(desk: Desk, one: Entitled, month: Span) -> bool:
    """Whether an allowance goes by months: the text says so, or the county set it so for this one."""
    if one.rule.gives != "allowance":
        return False
    return one.rule.per in PERS or (one.rule.per is None and desk.rates.set_for(one.rule.what, PERS, month))


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
        readings = tuple(dict.fromkeys(r for one in rules for r in one.rule.readings))
        for held in held_by(found):
            yield _line(Due(desk, rules[0], held, month, known), readings)


def _line(due: Due, readings: tuple[str, ...]) -> Line:
    one, held, rate = due.one, due.held, due.earned.rate
    how = settled(due)
    return Line(
        one.head.id,
        one.provision.clause,
        "allowance",
        one.rule.what,
        f"{due.month.first:%Y-%m}",
        how.state,
        person=held.key,
        place=held.place,
        posts=tuple(p.id for p in held.posts),
        held=held.days,
        payer_role=tuple(one.rule.payer),
        payer=due.payers[0] if len(due.payers) == 1 else None,
        days=len(due.attended.there),
        away=len(due.attended.away),
        rate=rate.amount if rate else None,
        per=rate.per if rate else None,
        amount=due.earned.amount,
        deducted=how.deducted,
        paid=how.paid,
        left=how.left,
        entries=due.attended.entries,
        payments=ids(due.payments),
        decisions=(*due.cancelled.ids, *due.recovery),
        readings=readings,
        notes=how.notes,
    )
