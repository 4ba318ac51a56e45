"""Pages that stand beside each other, as tabs: those that open for who looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import resolve, reverse
from django.utils.functional import Promise

from bangfu.site.web.access import opens

Tabs = tuple[tuple[str, Promise], ...]  # route and title


def tabs_of(context: Any, listed: Tabs, current: str, args: Iterable[Any] = ()) -> list[dict[str, Any]]:
    """The routes (with the same arguments) that open for this account, with their titles; `current` is where it stands."""
    given = list(args)
    return shown(context, [(name, title, reverse(name, args=given)) for name, title in listed], current)


def shown(context: Any, pages: Iterable[tuple[str, Promise, str]], current: str) -> list[dict[str, Any]]:
    """The same for pages whose addresses are known."""
    role = context["request"].user.role
    return [
        {"url": url, "label": title, "current": name == current}
        for name, title, url in pages
        if opens(resolve(url).func, role)
    ]
