"""Accounts narrowed, and how many there are of each state."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bangfu.site.web.models import Account

ACTIVE, WAITING, ENDED = "active", "waiting", "ended"
# A closed account that was never used waits; one that was used and has a first password again waits, too.
IS: dict[str, Q] = {
    ACTIVE: Q(is_active=True),
    WAITING: Q(is_active=False, must_change=True),
    ENDED: Q(is_active=False, must_change=False),
}


def states() -> dict[str, str]:
    """The words of the states."""
    return {ACTIVE: _("在用"), WAITING: _("等安全管理员放行"), ENDED: _("已停用")}


def state_of(account: Account) -> str:
    """Active, waiting or ended."""
    return ACTIVE if account.is_active else WAITING if account.must_change else ENDED


def narrowed(q: str, role: str, state: str) -> QuerySet[Account]:
    """Accounts by what was typed, role and state, by user name."""
    rows = Account.objects.select_related("area").order_by("username")
    if q:
        rows = rows.filter(Q(username__icontains=q) | Q(name__icontains=q))
    if role:
        rows = rows.filter(role=role)
    return rows.filter(IS[state]) if state in IS else rows


def counts() -> dict[str, int]:
    """How many accounts are in each state."""
    return Account.objects.aggregate(**{state: Count("pk", filter=q) for state, q in IS.items()})
