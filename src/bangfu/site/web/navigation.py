"""Where one may go: the places of the site in groups, each for whom its page opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from bangfu.site.web.access import opens
from bangfu.site.web.roles import ROLES

ALL = "all"


@dataclass(frozen=True)
class Place:
    """A way to one page. `bar`: on the bar of a phone for all, for those with a permission, or for nobody."""

    route: str
    label: Promise
    icon: str
    key: str = ""
    bar: str = ""


GROUPS: tuple[tuple[Promise | str, tuple[Place, ...]], ...] = (
    ("", (
        Place("home", pgettext_lazy("navigation", "首页"), "home", "h", ALL),
        Place("record", pgettext_lazy("navigation", "记录"), "pencil-plus", "r", ALL),
        Place("duties", pgettext_lazy("navigation", "责任"), "list-check", "d", ALL),
        Place("ledger", pgettext_lazy("navigation", "台账"), "book-2", "l"),
        Place("attendance", pgettext_lazy("navigation", "考勤"), "calendar-check", "k"),
        Place("leaves", pgettext_lazy("navigation", "请假"), "beach"),
        Place("exemptions", pgettext_lazy("navigation", "豁免"), "file-text"),
    )),
    (pgettext_lazy("navigation", "监督"), (
        Place("campaigns", pgettext_lazy("navigation", "监督检查"), "gavel"),
        Place("checklists", pgettext_lazy("navigation", "监督清单"), "clipboard-list", "", "inspect"),
        Place("signals", pgettext_lazy("navigation", "线索"), "search"),
        Place("findings", pgettext_lazy("navigation", "问题"), "alert-circle", "f"),
        Place("cases", pgettext_lazy("navigation", "处理案件"), "scale"),
        Place("selfreviews", pgettext_lazy("navigation", "自查自评"), "home-check"),
        Place("proposals", pgettext_lazy("navigation", "建议"), "info-circle"),
        Place("assessments", pgettext_lazy("navigation", "考核"), "chart-bar"),
        Place("eligible", pgettext_lazy("navigation", "能否提名"), "check"),
        Place("commendations", pgettext_lazy("navigation", "表扬激励"), "clipboard-list"),
        Place("tips", pgettext_lazy("navigation", "群众反映"), "inbox", "", "receive"),
        Place("papers", pgettext_lazy("navigation", "公文"), "file-description"),
        Place("allowances", pgettext_lazy("navigation", "补助经费"), "clipboard-list"),
        Place("fund", pgettext_lazy("navigation", "项目资金"), "clipboard-list"),
    )),
    (pgettext_lazy("navigation", "名册"), (
        Place("places", pgettext_lazy("navigation", "地方"), "map-pin", "p"),
        Place("people", pgettext_lazy("navigation", "人员"), "users"),
        Place("organisations", pgettext_lazy("navigation", "单位"), "building-community"),
        Place("households", pgettext_lazy("navigation", "帮扶户"), "home-heart"),
        Place("register", pgettext_lazy("navigation", "户册"), "clipboard-list"),
        Place("help", pgettext_lazy("navigation", "到户帮扶"), "home-heart", "", "help"),
        Place("groups", pgettext_lazy("navigation", "帮扶工作组"), "users-group"),
        Place("own_handbook", pgettext_lazy("navigation", "工作手册"), "book-2"),
        Place("exits", pgettext_lazy("navigation", "退出与监测"), "transfer"),
        Place("identification", pgettext_lazy("navigation", "识别"), "search"),
        Place("corrections", pgettext_lazy("navigation", "更正要求"), "pencil"),
    )),
    ("", (
        Place("regulations", pgettext_lazy("navigation", "文件"), "scale"),
        Place("studio", pgettext_lazy("navigation", "文件工作台"), "pencil"),
        Place("burden", pgettext_lazy("navigation", "负担"), "clock"),
        Place("disclosure", pgettext_lazy("navigation", "公开"), "world"),
        Place("accounts", pgettext_lazy("navigation", "账号"), "users-group", "", ALL),
        Place("proposed_accounts", pgettext_lazy("navigation", "批量开户"), "clipboard-list", "", ALL),
        Place("status", pgettext_lazy("navigation", "运行状态"), "activity", "", ALL),
        Place("locked", pgettext_lazy("navigation", "登录锁定"), "shield-lock", "", ALL),
        Place("audit_history", pgettext_lazy("navigation", "审计"), "history", "", ALL),
        Place("audit_unmaskings", pgettext_lazy("navigation", "查看全文"), "eye", "", ALL),
        Place("me", pgettext_lazy("navigation", "我的"), "user", "m", ALL),
    )),
)  # fmt: skip


def navigation(path: str, role: str) -> list[dict[str, Any]]:
    """The groups of a role, with the link that the page at a path belongs to marked; empty groups are left out."""
    urls = _open(role)
    # Of two addresses that begin alike the longer one is meant.
    here = max(
        (u for n, u in urls.items() if path == u or (n != "home" and path.startswith(u))), default="", key=len
    )
    found = [
        {"title": title, "links": [_link(p, urls[p.route], here, role) for p in places if p.route in urls]}
        for title, places in GROUPS
    ]
    return [group for group in found if group["links"]]


def _link(place: Place, url: str, here: str, role: str) -> dict[str, Any]:
    return {
        "name": place.route,
        "url": url,
        "label": place.label,
        "icon": place.icon,
        "key": place.key,
        "bar": place.bar == ALL or place.bar in ROLES[role].may,
        "current": url == here,
    }


@cache  # addresses and who opens them never change while the site runs; to find them anew took a third of a page
def _open(role: str) -> dict[str, str]:
    """The addresses that open for a role, by route.

    The recording page itself is the same for all, signed in or not; the way to it is for those who may record.
    """
    found: dict[str, str] = {}
    for route in (place.route for _title, places in GROUPS for place in places):
        try:
            url = reverse(route)
        except NoReverseMatch:
            continue
        if opens(resolve(url).func, role) and (route != "record" or "record" in ROLES[role].may):
            found[route] = url
    return found
