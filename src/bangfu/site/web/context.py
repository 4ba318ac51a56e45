"""What every page needs: where one may go, what day it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import pgettext

from bangfu.site.clock import today
from bangfu.site.web.access import opens
from bangfu.site.web.roles import ROLES

# Route, icon, key, and whether the bar of a phone has it; a route that does not open for the account is left out.
PLACES = (
    ("home", "home", "h", True),
    ("record", "pencil-plus", "r", True),
    ("duties", "list-check", "d", True),
    ("ledger", "book-2", "l", False),
    ("places", "map-pin", "p", False),
    ("people", "users", "", False),
    ("organisations", "building-community", "", False),
    ("households", "home-heart", "", False),
    ("attendance", "calendar-check", "k", False),
    ("leaves", "beach", "", False),
    ("campaigns", "clipboard-list", "", False),
    ("exemptions", "file-text", "", False),
    ("findings", "alert-circle", "f", False),
    ("checklists", "clipboard-list", "", False),
    ("tips", "inbox", "", True),
    ("papers", "file-description", "", False),
    ("regulations", "scale", "", False),
    ("signals", "search", "", False),
    ("selfreviews", "clipboard-list", "", False),
    ("disclosure", "world", "", False),
    ("accounts", "users-group", "", True),
    ("proposed_accounts", "clipboard-list", "", True),
    ("status", "activity", "", True),
    ("locked", "shield-lock", "", True),
    ("audit_history", "history", "", True),
    ("audit_unmaskings", "eye", "", True),
    ("me", "user", "m", True),
)


def _labels() -> dict[str, str]:
    return {
        "home": pgettext("navigation", "首页"),
        "record": pgettext("navigation", "记录"),
        "duties": pgettext("navigation", "责任"),
        "ledger": pgettext("navigation", "台账"),
        "places": pgettext("navigation", "地方"),
        "people": pgettext("navigation", "人员"),
        "organisations": pgettext("navigation", "单位"),
        "households": pgettext("navigation", "帮扶户"),
        "attendance": pgettext("navigation", "考勤"),
        "leaves": pgettext("navigation", "请假"),
        "campaigns": pgettext("navigation", "监督检查"),
        "exemptions": pgettext("navigation", "豁免"),
        "findings": pgettext("navigation", "问题"),
        "checklists": pgettext("navigation", "监督清单"),
        "tips": pgettext("navigation", "群众反映"),
        "papers": pgettext("navigation", "公文"),
        "regulations": pgettext("navigation", "文件"),
        "signals": pgettext("navigation", "线索"),
        "selfreviews": pgettext("navigation", "自查自评"),
        "disclosure": pgettext("navigation", "公开"),
        "accounts": pgettext("navigation", "账号"),
        "proposed_accounts": pgettext("navigation", "批量开户"),
        "status": pgettext("navigation", "运行状态"),
        "locked": pgettext("navigation", "登录锁定"),
        "audit_history": pgettext("navigation", "审计"),
        "audit_unmaskings": pgettext("navigation", "查看全文"),
        "me": pgettext("navigation", "我的"),
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """The navigation of this account, the day the site stands on, and the one that the page shows."""
    role = getattr(getattr(request, "user", None), "role", None)
    links = list(_links(request.path, role)) if role else []
    return {
        "shell": {
            "nav": [{"title": "", "links": links}],
            "bar": [link for link in links if link["bar"]],
            "today": today(),
            "as_of": _day_shown(request),
            "search_url": next((link["url"] for link in links if link["name"] == "duties"), ""),
            "synthetic": bool(settings.BANGFU_TODAY),
        }
    }


def _day_shown(request: HttpRequest) -> date | None:
    """The day that a page speaks of, where another can be chosen: not where its address names one."""
    match, snapshot = request.resolver_match, getattr(request, "snapshot", None)
    return snapshot.as_of if snapshot and match and "as_of" not in match.kwargs else None


def _links(path: str, role: str) -> Iterator[dict[str, Any]]:
    labels, urls = _labels(), dict(_open_places(role))
    # Of two addresses that begin alike the longer one is meant.
    here = max(
        (u for n, u in urls.items() if path == u or (n != "home" and path.startswith(u))), default="", key=len
    )
    for name, icon, key, bar in PLACES:
        url = urls.get(name)
        if url is not None:
            yield {
                "name": name,
                "url": url,
                "label": labels[name],
                "icon": icon,
                "key": key,
                "bar": bar,
                "current": url == here,
            }


def _open_places(role: str) -> Iterator[tuple[str, str]]:
    """The recording page itself is the same for all, signed in or not; the way to it is for those who may record."""
    for name, *_rest in PLACES:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        if opens(resolve(url).func, role) and (name != "record" or "record" in ROLES[role].may):
            yield name, url
