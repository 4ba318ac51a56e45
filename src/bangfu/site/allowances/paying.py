"""Entering a payment for a line, and taking one back. The database decides who may; here its refusal gets words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from psycopg.errors import IntegrityError

from bangfu.entitlements.line import Line
from bangfu.entitlements.stretches import month_of
from bangfu.errors import BangfuError, Problem
from bangfu.facts.roster.spans import Span
from bangfu.site.allowances.models import Payment
from bangfu.site.clock import moment, today
from bangfu.site.roster.codes import code_of, county_at
from bangfu.site.roster.models import Post
from bangfu.site.web.models import Account
from bangfu.site.web.refusals import Refusals

COPIED = (
    "county_id",
    "what",
    "person_id",
    "organisation_id",
    "post_id",
    "place_id",
    "start",
    "end",
    "payer_id",
    "use",
)
kept = Refusals("payment_not_yours", {IntegrityError: "payment_taken_back"})


@dataclass(frozen=True)
class Paid:
    """What whoever pays says of it. Without an amount a thing was provided; `use` tells what a fund was spent on."""

    paid_on: date
    amount: Decimal | None = None
    use: str = ""
    note: str = ""


def pay(account: Account, line: Line, paid: Paid) -> Payment:
    """Enter a payment for a line of an account. Raises `BangfuError` where it is not the account's to enter."""
    period = span_of(line.period)
    place = code_of(line.place) or _at(line)
    if place is None:
        raise BangfuError(Problem("payment_nowhere"))
    with kept():
        return Payment.objects.create(
            county_id=county_at(place), what=line.what, person_id=line.person, organisation_id=line.organisation,
            post_id=line.posts[0] if len(line.posts) == 1 else None, place_id=code_of(line.place),
            start=period.first, end=period.last, payer_id=account.organisation_id if _unit(account) else line.payer,
            made_by=account.pk, made_at=moment(), **vars(paid),
        )  # fmt: skip


def take_back(account: Account, payment: Payment, reason: str) -> Payment:
    """Undo an entry by a counter-entry of the same amount below nothing. Raises `BangfuError`."""
    if payment.takes_back_id is not None or Payment.objects.filter(takes_back=payment).exists():
        raise BangfuError(Problem("payment_taken_back"))
    copied = {name: getattr(payment, name) for name in COPIED}
    amount = None if payment.amount is None else -payment.amount
    with kept():
        return Payment.objects.create(
            **copied, amount=amount, paid_on=today(), note=reason.strip(), takes_back=payment, made_by=account.pk,
            made_at=moment(),
        )  # fmt: skip


def enters(account: Account, row: Payment | Line) -> bool:
    """Whether somebody may enter or take back for it: the office for all, a unit what it pays itself."""
    if not account.may("pay"):
        return False
    if not _unit(account):
        return True
    payer = row.payer_id if isinstance(row, Payment) else row.payer
    person = row.person_id if isinstance(row, Payment) else row.person
    return person is not None and payer == account.organisation_id


def span_of(period: str) -> Span:
    """The days of a month ("2018-03") or a year ("2018")."""
    if len(period) == len("2018"):
        return Span(date(int(period), 1, 1), date(int(period), 12, 31))
    return month_of(date.fromisoformat(f"{period[:7]}-01"))


def _unit(account: Account) -> bool:
    return account.kind.sees == "unit"


def _at(line: Line) -> int | None:
    """A place of the posts of a line: of posts in several villages the county is known all the same."""
    found = Post.objects.filter(pk__in=line.posts, place__isnull=False).values_list("place_id", flat=True)
    return found.first()
