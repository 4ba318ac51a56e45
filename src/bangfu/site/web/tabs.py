"""Pages that stand beside each other, as tabs: those that open for who looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import resolve, reverse
from django.utils.functional import Promise

from bangfu.site.web.access import opens

Tabs = tuple[tuple[str, Promise], ...]


def tabs_of(context: Any, listed: Tabs, current: str, args: Iterable[Any] = ()) -> list[dict[str, Any]]:
    """The routes (with the same arguments) that open for this account, with their titles; `current` is where it stands."""
    role, given = context["request"].user.role, list(args)
    urls = [(name, title, reverse(name, args=given)) for name, title in listed]
    return [
        {"url": url, "label": title, "current": name == current}
        for name, title, url in urls
        if opens(resolve(url).func, role)
    ]
