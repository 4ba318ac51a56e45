"""Pages that stand beside each other: those of one household, and the lists of a field. Each account is offered what opens for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from bangfu.site.identification.models import Move
from bangfu.site.roster.models import Household
from bangfu.site.web.tabs import Tabs, shown

register = template.Library()

# Route and title.
OF_HOUSEHOLD: Tabs = (
    ("household", gettext_lazy("农户")),
    ("household_file", gettext_lazy("档案")),
    ("help_household", pgettext_lazy("household", "帮扶")),
    ("exits_household", gettext_lazy("退出与监测")),
    ("fund_household", gettext_lazy("资金")),
)
LISTS: dict[str, Tabs] = {
    "exits": (
        ("exits", gettext_lazy("总体情况")),
        ("exits_courses", gettext_lazy("正在办的")),
        ("exits_watch", pgettext_lazy("household", "监测")),
        ("exits_visits", gettext_lazy("退出后回访")),
        ("exits_county", gettext_lazy("本县规定和抽查")),
    ),
    "burden": (
        ("burden", gettext_lazy("负担表")),
        ("burden_forms", gettext_lazy("在用的表")),
        ("burden_costs", gettext_lazy("一笔要几分钟")),
        ("burden_heard", gettext_lazy("大家说太繁的")),
        ("burden_said", gettext_lazy("我提的")),
    ),
    "help": (("help", gettext_lazy("各户还缺什么")), ("help_contact", gettext_lazy("每天有人联系"))),
    "fund": (
        ("fund", gettext_lazy("全部项目")),
        ("fund_plans", gettext_lazy("规划和计划")),
        ("fund_books", gettext_lazy("资金来源")),
        ("fund_leads", gettext_lazy("值得核对的")),
        ("fund_notice", gettext_lazy("公告公示")),
    ),
}
# Pages that belong to another.
UNDER = {"help_book": "help_household", "exits_households": "exits", "exits_course": "exits_household", "burden_form": "burden_forms", "burden_asked": "burden", "burden_spent": "burden"}  # fmt: skip
OF_ONE_COUNTY = {"exits_county"}  # whoever sees several has no such page


@register.simple_tag(takes_context=True)
def ways_of(context: Any, household: Household) -> list[dict[str, Any]]:
    """`{% ways_of household as tabs %}`: all pages of a household; that of its identification where it went through one."""
    pages = [(name, title, reverse(name, args=[household.pk])) for name, title in OF_HOUSEHOLD]
    screened = (
        Move.objects.filter(household=household)
        .order_by("at", "pk")
        .values_list("screening", flat=True)
        .last()
    )
    if screened:
        there = reverse("identification_screening", args=[screened])
        pages.append(("identification_screening", gettext_lazy("识别"), there))
    return _tabs(context, pages)


@register.simple_tag(takes_context=True)
def beside(context: Any, field: str) -> list[dict[str, Any]]:
    """`{% beside "exits" as tabs %}`: the lists of a field."""
    area = context["request"].user.area
    one = area is not None and area.level in {"county", "township"}
    pages = LISTS[field]
    return _tabs(
        context, [(name, title, reverse(name)) for name, title in pages if one or name not in OF_ONE_COUNTY]
    )


def _tabs(context: Any, pages: Iterable[tuple[str, Promise, str]]) -> list[dict[str, Any]]:
    here: str = context["request"].resolver_match.url_name or ""
    return shown(context, pages, UNDER.get(here, here))
