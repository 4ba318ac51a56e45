"""What every page needs: where one may go, what day it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bangfu.site.clock import today
from bangfu.site.web.navigation import navigation


def shell(request: HttpRequest) -> dict[str, Any]:
    """The navigation of this account, the day the site stands on, and the one that the page shows."""
    role = getattr(getattr(request, "user", None), "role", None)
    groups = navigation(request.path, role) if role else []
    links = [link for group in groups for link in group["links"]]
    return {
        "shell": {
            "nav": groups,
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
