"""Letting accounts in and out, and giving them their seat."""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.db import transaction

from bangfu.errors import BangfuError, Problem
from bangfu.site.accounts.opening import refuse_incomplete
from bangfu.site.accounts.sessions import end_sessions
from bangfu.site.web.models import Account


def _not_own(account: Account, by: Account) -> None:
    if account.pk == by.pk:
        raise BangfuError(Problem("own_account"))


def admit(account: Account, by: Account, reason: str) -> None:
    """Let an account in, for the first time or again; its owner chooses a new password."""
    _not_own(account, by)
    refuse_incomplete(account)
    account.is_active = account.must_change = True
    with pghistory.context(reason=reason):
        account.save(update_fields=["is_active", "must_change"])


def admit_many(accounts: Iterable[Account], by: Account, reason: str) -> int:
    """Let in all of them or, where one is refused, none; how many."""
    wanted = list(accounts)
    with transaction.atomic():
        for account in wanted:
            admit(account, by, reason)
    return len(wanted)


def end(account: Account, by: Account, reason: str) -> None:
    """Close an account; whoever is signed in with it is out at once."""
    _not_own(account, by)
    account.is_active = account.must_change = False  # it waits for nothing
    with pghistory.context(reason=reason):
        account.save(update_fields=["is_active", "must_change"])
    end_sessions(account)


def change_seat(account: Account, by: Account, reason: str) -> None:
    """Another role, area, person or unit, as set on `account`."""
    _not_own(account, by)
    refuse_incomplete(account)
    with pghistory.context(reason=reason):
        account.save(update_fields=["role", "area", "person", "organisation"])
