"""Tags of notices."""

from __future__ import annotations

from typing import Any

from django import template

from bangfu.site.notices.models import Notice

register = template.Library()
MOST = 99


@register.simple_tag(takes_context=True)
def unread(context: Any) -> int | None:
    """How many notices nobody has opened yet, up to a hundred; None for whoever is sent none."""
    account = context["user"]
    if not account.is_authenticated or account.kind.sees == "none":
        return None
    return count_unread(account.pk)


def count_unread(account_id: str) -> int:
    """As far as a bell can show."""
    rows = Notice.objects.filter(account=account_id, on_site=True, read_at=None)
    return rows.order_by()[: MOST + 1].count()


@register.filter
def capped(number: int) -> str:
    """`99+` for more."""
    return f"{MOST}+" if number > MOST else str(number)
