"""What is not owed by the month: insurance, check-ups, leave, conditions, costs paid back; as far as they are recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bangfu.entitlements.desk import Desk, ids, others
from bangfu.entitlements.holders import Held, held_by
from bangfu.entitlements.line import Kind, Line, State
from bangfu.entitlements.notes import listed, said
from bangfu.entitlements.payments import Payment, total
from bangfu.entitlements.rules import Entitled, grouped
from bangfu.entitlements.stretches import left_over
from bangfu.facts.roster.records import Post
from bangfu.facts.roster.spans import Span
from bangfu.regulation.shapes import Title

_KINDS: Mapping[str, Kind] = {"means": "means", "allowance": "allowance", "reimbursement": "reimbursement"}


def means_lines(desk: Desk, by_month: Callable[[Entitled], bool]) -> Iterator[Line]:
    """Everything of the year that is neither a fund nor, as far as `by_month` says, an allowance of months."""
    for rules in grouped(r for r in desk.rules if r.rule.gives != "fund" and not by_month(r)):
        found = (
            (key, post, days)
            for one in rules
            for post, days in desk.holders.of(one, one.rule.for_roles, desk.known)
            if (key := _key(desk, one, post)) is not None
        )
        for held in held_by(found):
            yield _line(desk, rules, held)


def _key(desk: Desk, one: Entitled, post: Post) -> str | None:
    return post.place if one.rule.per_what == "place" else desk.whose(post)


@dataclass(frozen=True, slots=True)
class Proof:
    """What is recorded of a thing: rows that say it was given, entries that may say so, days without it."""

    given: list[Payment]
    entries: tuple[str, ...]
    gaps: tuple[Span, ...]


def _line(desk: Desk, rules: Sequence[Entitled], held: Held) -> Line:
    one, year = rules[0], desk.period
    by_place = one.rule.per_what == "place"
    whose = desk.payments.of_place if by_place else desk.payments.of_holder
    found = whose(one.rule.what, held.key, lambda p: p.covers(year))
    given = [p for p in found if p.amount is None or p.amount > 0]
    entries = () if by_place else desk.attendance.entries(held.key, one.rule.entries, held)
    proof = Proof(given, entries, left_over(held.days, [p.days for p in given if p.days]))
    person = any(p.person == held.key for p in held.posts)
    state, notes = _settled(desk, one, held, proof)
    return Line(
        one.head.id,
        one.provision.clause,
        _KINDS[one.rule.gives],
        one.rule.what,
        f"{year.first:%Y}",
        state,
        person=held.key if person and not by_place else None,
        organisation=None if person or by_place else held.key,
        place=held.place,
        posts=tuple(p.id for p in held.posts),
        held=held.days,
        payer_role=tuple(one.rule.payer),
        payer=desk.payer(one, held),
        amount=Decimal(one.rule.amount) if one.rule.amount is not None else None,
        paid=total(p for p in found if p.since >= year.first)
        if any(p.amount is not None for p in found)
        else None,
        entries=entries,
        payments=ids(found),
        readings=tuple(dict.fromkeys(r for rule in rules for r in rule.rule.readings)),
        notes=(*notes, *_by_others(desk, one, held, given)),
    )


def _settled(desk: Desk, one: Entitled, held: Held, proof: Proof) -> tuple[State, list[Title]]:
    """The state and what is told with it. Nobody is said to have missed what is not recorded for anybody."""
    rule = one.rule
    if proof.given and rule.throughout and proof.gaps:
        return "needs_person", [said("GAPS", what=listed(proof.gaps))]
    if proof.given:
        return ("met" if rule.gives == "means" else "paid"), []
    if proof.entries:
        return "needs_person", [said("MAY_BE", what=listed(proof.entries))]
    if rule.per is None:
        return "unknown", [said("NO_PERIOD")]
    if not desk.over:
        return "open", [said("NOT_OVER", what=desk.as_of)]
    if not desk.payments.recorded(rule.what, desk.period):
        return "unknown", [said("NOT_KEPT")]
    if held.days != (desk.period,):
        return "needs_person", [said("PART_YEAR", what=listed(held.days))]
    return "unmet", [said("NONE_RECORDED")]


def _by_others(desk: Desk, one: Entitled, held: Held, given: list[Payment]) -> Iterator[Title]:
    found = others(given, desk.holders.payers(one, held))
    if found:
        yield said("OTHER_PAYER", what=listed(found))
