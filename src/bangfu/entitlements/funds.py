"""The yearly ledger of funds: once a post, village or person and year; what was paid in, what was spent, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bangfu.entitlements.desk import Desk, ids, others
from bangfu.entitlements.holders import Held, held_by
from bangfu.entitlements.line import Line, State
from bangfu.entitlements.notes import listed, said
from bangfu.entitlements.payments import Payment, total
from bangfu.entitlements.reach import Found, reached
from bangfu.entitlements.rules import Entitled
from bangfu.entitlements.uses import unlisted
from bangfu.facts.roster.records import Post
from bangfu.regulation.shapes import Title


@dataclass(frozen=True, slots=True)
class Amount:
    """What a year of a fund comes to, and where that stands."""

    yuan: Decimal | None
    notes: tuple[Title, ...] = ()
    doubt: bool = False


def fund_lines(desk: Desk) -> Iterator[Line]:
    """Every fund of the year that was asked for."""
    funds = [one for one in desk.rules if one.rule.gives == "fund"]
    for one in funds:
        groups: dict[str, list[Found]] = {}
        for found in reached(desk, one, funds):
            groups.setdefault(_key(desk, one, found.post), []).append(found)
        for key in sorted(groups):
            # whoever has a post that is surely meant has no doubtful line beside it
            those = [f for f in groups[key] if not f.doubts] or groups[key]
            held = held_by((key, f.post, f.days) for f in those)[0]
            doubts = [note for f in those for note in f.doubts]
            beside = [f for k, others_ in groups.items() if k != key for f in others_]
            yield _line(desk, one, held, [*doubts, *_successor(one, held, beside)])


def _key(desk: Desk, one: Entitled, post: Post) -> str:
    by_place = one.rule.per_what in ("post", "place")
    return (post.place if by_place else desk.whose(post)) or "?"


def _successor(one: Entitled, held: Held, beside: list[Found]) -> Iterator[Title]:
    """Whoever took over during the year from somebody who has the year's fund: of that the text says nothing."""
    if one.rule.per_what != "person":
        return
    begun = held.days[0].first
    before = sorted(f.post.id for f in beside if f.post.place in held.places and f.days.last < begun)
    if before:
        yield said("SUCCESSOR", what=listed(before))


def _line(desk: Desk, one: Entitled, held: Held, doubts: list[Title]) -> Line:
    what, year = one.rule.what, desk.period
    by_place = one.rule.per_what in ("post", "place")
    whose = desk.payments.of_place if by_place else desk.payments.of_holder
    found = whose(what, held.key, lambda p: year.first <= p.since <= year.last)
    paid, spent = total(p for p in found if not p.use), total(p for p in found if p.use)
    amount = Amount(None, tuple(doubts), True) if doubts else _amount(desk, one, held)
    base = amount.yuan if amount.yuan is not None else paid
    people = sorted({p.person for p in held.posts if p.person})
    body = None if by_place or held.key in people else held.key
    return Line(
        one.head.id,
        one.provision.clause,
        "fund",
        what,
        f"{year.first:%Y}",
        _state(amount, paid, spent),
        person=None if by_place or body else held.key,
        organisation=body,
        place=held.place,
        posts=tuple(p.id for p in held.posts),
        held=held.days,
        payer_role=tuple(one.rule.payer),
        payer=desk.payer(one, held),
        amount=amount.yuan,
        paid=paid,
        spent=spent,
        left=None if amount.doubt else base - spent,
        payments=ids(found),
        uses=tuple(one.rule.uses),
        readings=tuple(one.rule.readings),
        notes=(*amount.notes, *_notes(desk, one, held, found, amount, people if by_place else [])),
    )


def _amount(desk: Desk, one: Entitled, held: Held) -> Amount:
    """The amount of the text; where it gives none, what was set for the year."""
    by_day = desk.rates.by_day(one.rule.what, ("year",), held.days, held.places)
    rates = {rate for those in by_day.values() for rate in those}
    amounts = sorted({r.amount for r in rates})
    if one.rule.amount is not None:
        text = Decimal(one.rule.amount)
        differing = [a for a in amounts if a != text]
        return Amount(text, (said("RATE_DIFFERS", what=listed(differing)),) if differing else ())
    if not amounts:
        return Amount(None, (said("NO_FUND_AMOUNT"),))
    if len(amounts) > 1:
        return Amount(None, (said("TWO_RATES", what=listed(amounts)),), True)
    return Amount(amounts[0], (said("SET_BY", what=listed(sorted({r.set_by for r in rates}))),))


def _state(amount: Amount, paid: Decimal, spent: Decimal) -> State:
    if amount.doubt or paid < 0 or spent < 0:
        return "needs_person"
    if amount.yuan is None:
        return "needs_person" if spent > paid else "paid" if paid else "unknown"
    if paid > amount.yuan or spent > amount.yuan:
        return "needs_person"
    return "paid" if paid == amount.yuan else "due"


def _notes(
    desk: Desk, one: Entitled, held: Held, found: list[Payment], amount: Amount, people: list[str]
) -> Iterator[Title]:
    if not desk.over:
        yield said("NOT_OVER", what=desk.as_of)
    if amount.yuan is not None and held.days != (desk.known,):
        yield said("WHOLE_YEAR", what=listed(held.days))
    if len(people) > 1:
        yield said("ONE_FUND", what=listed(people))
    if amount.yuan is not None and total(p for p in found if not p.use) > amount.yuan:
        yield said("OVERPAID", what=listed(ids(p for p in found if not p.use)))
    most = amount.yuan if amount.yuan is not None else total(p for p in found if not p.use)
    if not amount.doubt and total(p for p in found if p.use) > most:
        yield said("OVERSPENT", what=listed(ids(p for p in found if p.use)))
    other = unlisted(desk, one, found)
    if other:
        yield said("OTHER_USE", what=listed(other))
    by_others = others((p for p in found if not p.use), desk.holders.payers(one, held))
    if by_others:
        yield said("OTHER_PAYER", what=listed(by_others))
