"""What follows money: how a contract came about, looking at what was paid, misuse, assets and what they bring."""

from __future__ import annotations

from datetime import date

from bangfu.site.clock import moment
from bangfu.site.fund.keeping import kept
from bangfu.site.fund.models import (
    Account,
    Asset,
    Income,
    Misuse,
    Procurement,
    Project,
    Setting,
    Supervision,
    Voucher,
)
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account as User


def procure(user: User, project: Project, kind: str, on: date, **said: str) -> Procurement:
    """Enter a tender or procurement, or the judgement that neither is needed. Raises `BangfuError`.

    `said`: document and winner, or the words of the judgement.
    """
    made = Procurement(project=project, kind=kind, on=on, by=user.pk, **said)
    with kept():
        made.save(force_insert=True)
    return made


def supervise(
    user: User, allotment: Account, on: date, checked: str, finding: str, follow_up: str = ""
) -> Supervision:
    """Enter that somebody looked at an allotment. Raises `BangfuError` for whoever paid out of it."""
    made = Supervision(
        allotment=allotment, on=on, checked=checked, finding=finding, follow_up=follow_up, by=user.pk, at=moment()
    )  # fmt: skip
    with kept():
        made.save(force_insert=True)
    return made


def tie(user: User, voucher: Voucher, finding: Finding, kind: str, amount: int) -> Misuse:
    """Say that a finding is about a voucher, and of how many cents. Raises `BangfuError`."""
    made = Misuse(voucher=voucher, finding=finding, kind=kind, amount=amount, by=user.pk, at=moment())
    with kept():
        made.save(force_insert=True)
    return made


def register(user: User, project: Project, name: str, value: int, on: date, **kept_by: str) -> Asset:
    """Register what a project left behind, worth so many cents; `kept_by`: owner and keeper. Raises `BangfuError`."""
    made = Asset(project=project, name=name, value=value, on=on, by=user.pk, **kept_by)
    with kept():
        made.save(force_insert=True)
    return made


def distribute(
    user: User, asset: Asset, household: Household, amount: int, on: date, document: str
) -> Income:
    """Enter what an asset brought to a household, in cents. Raises `BangfuError`."""
    made = Income(asset=asset, household=household, amount=amount, on=on, document=document, by=user.pk)
    with kept():
        made.save(force_insert=True)
    return made


def set_for(user: User, county: int, start: date, document: str, **numbers: int | None) -> Setting:
    """Set `tender_from` (cents) and `income_percent` for a county from a day on. Raises `BangfuError`."""
    made = Setting(
        county_id=county, start=start, document=document, made_by=user.pk, made_at=moment(), **numbers
    )
    with kept("start"):
        made.save(force_insert=True)
    return made
