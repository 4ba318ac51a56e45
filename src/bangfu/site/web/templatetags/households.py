"""Households in templates: names in full for whoever knows the household and masked for everybody else; words of its file."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy

from bangfu.site.clock import today
from bangfu.site.household.words import called
from bangfu.site.roster.known import Known, known_by
from bangfu.site.roster.models import Household
from bangfu.site.web.masking import masked
from bangfu.site.web.money import yuan
from bangfu.site.web.tabs import Tabs, tabs_of

register = template.Library()
register.filter("yuan", yuan)

# The pages of the register that stand beside each other: route and title.
TABS: Tabs = (
    ("register", gettext_lazy("名单")),
    ("register_books", gettext_lazy("村册")),
    ("register_gaps", gettext_lazy("还缺什么")),
    ("register_leads", gettext_lazy("比对线索")),
    ("register_corrections", gettext_lazy("本户说不对的")),
    ("register_imports", gettext_lazy("导入旧册")),
    ("register_keeping", gettext_lazy("保存期限")),
)


@register.simple_tag(takes_context=True)
def register_tabs(context: Any, current: str) -> list[dict[str, Any]]:
    """The tabs that open for this account."""
    return tabs_of(context, TABS, current)


@register.filter
def words_of(told: list[tuple[str, str]]) -> str:
    """`{{ home.lacks|words_of }}`: codes of several kinds in words."""
    return "、".join(called(kind, code) for kind, code in told)


@register.filter(name="called")
def called_of(code: str, kind: str) -> str:
    """`{{ code|called:"cause" }}`: a code of a file in words."""
    return called(kind, code)


@register.simple_tag(takes_context=True)
def head_of(context: Any, household: Household) -> str:
    """`{% head_of household %}`."""
    return name_in(context, household, household.head)


@register.simple_tag(takes_context=True)
def name_in(context: Any, household: Household, name: str) -> str:
    """`{% name_in household member.name %}`; what this account knows is asked for once a page."""
    request = context["request"]
    known: Known | None = getattr(request, "known_households", None)
    if known is None:
        known = request.known_households = known_by(request.user.person_id, today())
    return known.shown(household.pk, household.place_id, name)


@register.filter
def id_masked(text: str) -> str:
    """An ID number with its middle hidden."""
    return masked(text, "id_number")
