"""What every page needs: where one may go, what day it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _

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
    ("exemptions", "file-text", "", False),
    ("regulations", "scale", "", False),
    ("accounts", "users-group", "", True),
    ("proposed_accounts", "clipboard-list", "", True),
    ("locked", "shield-lock", "", True),
    ("audit_history", "history", "", True),
    ("audit_unmaskings", "eye", "", True),
    ("me", "user", "m", True),
)


def _labels() -> dict[str, str]:
    return {
        "home": _("首页"),
        "record": _("记录"),
        "duties": _("职责"),
        "ledger": _("台账"),
        "places": _("地方"),
        "people": _("人员"),
        "organisations": _("单位"),
        "households": _("帮扶户"),
        "exemptions": _("豁免"),
        "regulations": _("文件"),
        "accounts": _("账号"),
        "proposed_accounts": _("批量开户"),
        "locked": _("登录锁定"),
        "audit_history": _("审计"),
        "audit_unmaskings": _("查看全文"),
        "me": _("我的"),
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """The navigation of this account, and the day the site stands on."""
    role = getattr(getattr(request, "user", None), "role", None)
    links = list(_links(request.path, role)) if role else []
    return {
        "shell": {
            "nav": [{"title": "", "links": links}],
            "bar": [link for link in links if link["bar"]],
            "today": today(),
        }
    }


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
