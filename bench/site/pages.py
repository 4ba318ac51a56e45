"""Every page that an account reaches by following links, so many of each route, timed again and again."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles

from django.urls import Resolver404, resolve

from bench.site.visitor import Visitor, links

OF_EACH = 3  # addresses of one route
SKIPPED = ("sign_out", "language")  # they change what is measured


@dataclass(frozen=True)
class Page:
    """How long one route took for one role."""

    role: str
    route: str
    worst: str
    size: int
    seconds: tuple[float, ...]

    @property
    def p95(self) -> float:
        """The time that 95 of 100 visits keep below."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)


def pages(visitor: Visitor, role: str, start: bytes, rounds: int) -> Iterator[Page]:
    """Follow links from a page, then visit what was found `rounds` times each."""
    found = _reached(visitor, start)
    for route, paths in sorted(found.items()):
        seconds: list[float] = []
        slowest, worst, size = 0.0, "", 0
        for path in paths * rounds:
            status, body, took = visitor.get(path)
            assert status == 200, f"{role} {path}: {status}"
            seconds.append(took)
            size = max(size, len(body))
            if took > slowest:
                slowest, worst = took, path
        yield Page(role, route, worst, size, tuple(seconds))


def _reached(visitor: Visitor, start: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    order, seen = random.Random(1), set[str]()
    waiting = links(start)
    while waiting:
        path = waiting.pop(0)
        route = _route(path)
        if path in seen or not route or len(found[route]) >= OF_EACH:
            continue
        seen.add(path)
        status, body, _ = visitor.get(path)
        if status == 200:
            found[route].append(path)
            more = links(body)
            order.shuffle(more)
            waiting += more
    return {route: paths for route, paths in found.items() if paths}


def _route(path: str) -> str:
    """The name of the route, where it is a page: files taken away are not."""
    try:
        name = resolve(path.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""
    return "" if name in SKIPPED or "export" in name or "template" in name else name
