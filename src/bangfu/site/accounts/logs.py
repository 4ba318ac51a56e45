"""What the audit may narrow, and the logs narrowed: acts and looks at personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict

from bangfu.site.accounts.histories import TABLES, Asked, may_be_key
from bangfu.site.web.models import Account, Act, Unmasking

GROUPS: dict[str, tuple[Act.Kind, ...]] = {
    "sign-ins": (Act.Kind.SIGN_IN, Act.Kind.SIGN_IN_FAILED, Act.Kind.SIGN_OUT),
    "exports": (Act.Kind.EXPORT,),
    "security": (
        Act.Kind.LOCK_RELEASED,
        Act.Kind.SECOND_FACTOR_RESET,
        Act.Kind.SESSIONS_ENDED,
        Act.Kind.TOKEN_MADE,
        Act.Kind.TOKEN_ENDED,
    ),
}


@dataclass(frozen=True)
class Chosen:
    """The filters that all logs share; what makes no sense is no filter."""

    account: str
    first: date | None
    last: date | None

    @classmethod
    def of(cls, query: QueryDict) -> Chosen:
        """As the address says."""
        return cls(query.get("account", "").strip()[:64], _day(query, "first"), _day(query, "last"))

    @property
    def accounts(self) -> Any:
        """Keys of the accounts that are meant."""
        return Account.objects.filter(username__icontains=self.account).values("pk")


def history_asked(query: QueryDict) -> Asked:
    """The history that the address asks for."""
    table, row, before = (query.get(k, "").strip() for k in ("table", "row", "before"))
    table = table or "account"
    if table not in TABLES:
        raise Http404
    chosen = Chosen.of(query)
    account = Account.objects.filter(username=chosen.account).values_list("pk", flat=True).first()
    return Asked(
        table,
        account or chosen.account,
        row[:64] if may_be_key(table, row) else "",
        chosen.first,
        chosen.last,
        int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None,
    )


def acts_of(group: str, chosen: Chosen) -> QuerySet[Act]:
    """The acts of a group; a failed sign-in is found by the name that was typed."""
    if group not in GROUPS:
        raise Http404
    rows = _within(Act.objects.filter(kind__in=GROUPS[group]), chosen)
    if not chosen.account:
        return rows
    return rows.filter(Q(account__in=chosen.accounts) | Q(subject__icontains=chosen.account))


def unmaskings_of(chosen: Chosen) -> QuerySet[Unmasking]:
    """Who looked at what."""
    rows = _within(Unmasking.objects.order_by("-at", "-pk"), chosen)
    return rows.filter(account__in=chosen.accounts) if chosen.account else rows


def _within(rows: QuerySet[Any], chosen: Chosen) -> QuerySet[Any]:
    days = {"at__date__gte": chosen.first, "at__date__lte": chosen.last}
    return rows.filter(**{name: day for name, day in days.items() if day})


def _day(query: QueryDict, name: str) -> date | None:
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        return None
