"""The steps of the guided first visit in templates."""

from __future__ import annotations

from django import template

from bangfu.site.web.guide import Step, steps_for
from bangfu.site.web.models import Account

register = template.Library()


@register.filter
def guide(account: Account) -> list[tuple[Step, str]]:
    """`{% for step, url in user|guide %}`."""
    return steps_for(account.role)
