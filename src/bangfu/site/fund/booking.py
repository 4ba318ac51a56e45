"""Vouchers: receiving, allotting, paying, and back again. The database checks and posts each; see `sql/money.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bangfu.site.clock import moment
from bangfu.site.fund.keeping import kept
from bangfu.site.fund.models import Account, Project, Voucher
from bangfu.site.roster.models import Household, new_id
from bangfu.site.web.masking import masked
from bangfu.site.web.models import Account as User


@dataclass(frozen=True)
class Paper:
    """What a movement of money rests on: the number of its document, the day, and words where they are due."""

    document: str
    on: date
    words: str = ""


@dataclass(frozen=True)
class Payee:
    """Who is paid, and for which purpose. Where a household is paid itself it says who that is, and the name is kept in short."""

    name: str
    purpose: str
    household: Household | None = None


def open_source(user: User, county: int, kind: str, name: str, earmark: str = "") -> Account:
    """Enter a source of the county; with an earmark, its money pays for that purpose alone. Raises `BangfuError`."""
    opened = Account(
        county_id=county, place_id=county, kind="source", source=kind, name=name, earmark=earmark
    )
    return _opened(user, opened)


def receive(user: User, source: Account, amount: int, paper: Paper, earmark: str = "") -> Voucher:
    """Enter what came in from a source, in cents. Raises `BangfuError`."""
    receipt = _below(source, "receipt", name=paper.document, earmark=earmark)
    return _moved(user, "receive", (source, receipt), amount, paper)


def allot(user: User, receipt: Account, project: Project, amount: int, paper: Paper) -> Voucher:
    """Allot money of a receipt to a project. Raises `BangfuError` beyond the receipt, the budget or the plan of use."""
    known = Account.objects.filter(above=receipt, project=project, kind="allotment").first()
    into = known or _below(receipt, "allotment", project=project, name=receipt.name)
    return _moved(user, "allot", (receipt, into), amount, paper)


def pay(user: User, allotment: Account, amount: int, paper: Paper, payee: Payee) -> Voucher:
    """Pay out of an allotment. Raises `BangfuError` for another purpose, without a tender where one is due, or too much."""
    name = payee.name.strip()
    shown = masked(name, "name") if payee.household else name
    outlay = _below(allotment, "outlay", payee=shown, purpose=payee.purpose, household=payee.household)
    return _moved(user, "pay", (allotment, outlay), amount, paper)


def refund(user: User, outlay: Account, amount: int, paper: Paper) -> Voucher:
    """Take in what a payee paid back. Raises `BangfuError` beyond what was paid."""
    return _moved(user, "refund", (outlay, outlay.above), amount, paper)


def give_back(user: User, allotment: Account, amount: int, paper: Paper) -> Voucher:
    """Return to its receipt what a project did not use. Raises `BangfuError` beyond what is left."""
    return _moved(user, "return", (allotment, allotment.above), amount, paper)


def reverse(user: User, voucher: Voucher, paper: Paper) -> Voucher:
    """Undo a voucher by its opposite, once. Raises `BangfuError` where the money has gone on meanwhile."""
    ways = (voucher.into, voucher.out_of)
    return _moved(user, "reverse", ways, voucher.amount, paper, reverses=voucher)


def _below(above: Account, kind: str, **fields: object) -> Account:
    """An account that is filled from another; the database copies the rest from there."""
    return Account(above=above, kind=kind, county_id=above.county_id, place_id=above.county_id, **fields)


def _opened(user: User, account: Account) -> Account:
    account.made_by, account.made_at = user.pk, moment()
    with kept():
        account.save(force_insert=True)
    return account


def _moved(
    user: User,
    code: str,
    ways: tuple[Account, Account | None],
    amount: int,
    paper: Paper,
    reverses: Voucher | None = None,
) -> Voucher:
    out_of, into = ways
    assert into is not None
    with kept("amount"):
        if into._state.adding:
            _opened(user, into)
        voucher = Voucher(
            id=new_id(), code=code, out_of=out_of, into=into, place_id=into.county_id, amount=amount, on=paper.on,
            document=paper.document.strip(), words=paper.words.strip(), reverses=reverses, by=user.pk, at=moment(),
        )  # fmt: skip
        voucher.save(force_insert=True)
    return voucher
