"""Accounts kept by a process for as long as nothing that they rest on changes: a year of a county takes seconds."""

from __future__ import annotations

from collections.abc import Callable

from bangfu.entitlements.account import Account as Sheet
from bangfu.site.clock import today
from bangfu.site.duties.law import adopted
from bangfu.site.web.kept import Kept, scope_of
from bangfu.site.web.models import Account
from bangfu.site.web.prepared import asked

_kept: Kept[Sheet] = Kept(most=16)


def kept(account: Account, period: str, make: Callable[[], Sheet]) -> Sheet:
    """The account of a period as somebody reads it; made only where none of this edition and scope is at hand."""
    [(edition,)] = asked("select money_edition()")
    return _kept.get((scope_of(account), period, today(), adopted(), edition), make)
