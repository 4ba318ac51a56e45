"""What a body still has to hand in, on its home page."""

from __future__ import annotations

from typing import Any, cast

from django import template

from bangfu.site.clock import today
from bangfu.site.selfreviews.answering import due
from bangfu.site.web.models import Account

register = template.Library()


@register.inclusion_tag("selfreviews/_due.html", takes_context=True)
def selfreviews_due(context: dict[str, Any]) -> dict[str, Any]:
    """Those that are open, with the day they are due; one that is late says so."""
    account = cast(Account, context["user"])
    return {"replies": list(due(account)) if account.may("answer") else [], "day": today()}
