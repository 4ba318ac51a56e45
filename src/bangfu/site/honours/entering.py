"""Entering a grant or an attestation, and taking one back. The database decides; here its refusal gets words."""

from __future__ import annotations

from typing import Any

from psycopg.errors import UniqueViolation

from bangfu.site.clock import moment
from bangfu.site.honours.models import Attestation, Grant, Withdrawal
from bangfu.site.web.models import Account
from bangfu.site.web.refusals import Refusals

kept = Refusals("honour_not_yours", {UniqueViolation: "honour_taken_back"})


def grant(account: Account, said: dict[str, Any]) -> Grant:
    """Enter what was given. Raises `BangfuError` (`honour_not_yours`): about oneself, the own unit, or out of sight."""
    made = Grant(**said, county_id=county_of(account), by=account.pk, at=moment())
    with kept():
        made.save(force_insert=True)
    return made


def attest(account: Account, said: dict[str, Any]) -> Attestation:
    """Enter whether a condition holds for somebody. Raises `BangfuError` (`honour_not_yours`)."""
    made = Attestation(**said, county_id=county_of(account), by=account.pk, at=moment())
    with kept():
        made.save(force_insert=True)
    return made


def take_back(account: Account, row: Grant | Attestation, reason: str) -> None:
    """Let a row count on no day. Raises `BangfuError` (`honour_not_yours`, `honour_taken_back`)."""
    named: dict[str, Any] = {"grant": row} if isinstance(row, Grant) else {"attestation": row}
    with kept():
        Withdrawal(**named, reason=reason.strip(), by=account.pk, at=moment()).save(force_insert=True)


def county_of(account: Account) -> int:
    """The county that the account works in."""
    return (account.area_id or 0) // 10**6 * 10**6
