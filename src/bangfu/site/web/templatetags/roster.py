"""Words, days and the tabs of the roster in templates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bangfu.site.roster.words import said
from bangfu.site.web.access import opens

register = template.Library()

# The pages that stand beside each other: route and title.
TABS: tuple[tuple[str, Promise], ...] = (
    ("places", pgettext_lazy("list", "地点")),
    ("organisations", pgettext_lazy("list", "单位")),
    ("people", pgettext_lazy("list", "人员")),
    ("households", pgettext_lazy("list", "农户")),
    ("handovers", gettext_lazy("交接")),
    ("roster_exchange", gettext_lazy("导入导出")),
    ("balance", gettext_lazy("均衡")),
    ("roster_check", gettext_lazy("检查")),
)


@register.filter
def as_word(code: str, kind: str) -> str:
    """`{{ place.level|as_word:"level" }}`."""
    return said(kind, code)


@register.filter
def change_mark(state: str) -> str:
    """The state of a change of the roster as a pill marks it."""
    return {"applied": "met", "prepared": "open"}.get(state, "exempt")


@register.filter
def days_until(start: date | None, end: date | None) -> str:
    """From when to when; an empty end is still running."""
    first = start.isoformat() if start else _("此前")
    last = end.isoformat() if end else _("至今")
    return f"{first} – {last}"


@register.simple_tag(takes_context=True)
def roster_tabs(context: Any, current: str) -> list[dict[str, Any]]:
    """The tabs that open for this account."""
    role = context["request"].user.role
    listed = [(name, title, reverse(name)) for name, title in TABS]
    return [
        {"url": url, "label": title, "current": name == current}
        for name, title, url in listed
        if opens(resolve(url).func, role)
    ]


@register.filter
def may(account: Any, what: str) -> bool:
    """`{% if user|may:"roster" %}`."""
    return account.may(what)


@register.filter
def summed(counts: dict[str, dict[str, int]], what: str) -> int:
    """`{{ change.counts|summed:"new" }}`, over all tables."""
    return sum(of_table.get(what, 0) for of_table in counts.values())
