"""The search of the register beside the same question asked otherwise, in one run: what the kept standing is worth, and what policies cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

import psycopg

from bench.register.pages import LETTERS, PAST
from bench.served import p95

SHOWN = 50
BARE = """select h.id, h.head, s.persons, s.causes, s.unmet from roster_household h join household_standing s on s.household_id = h.id
    and s.start <= %(day)s and s.until > %(day)s where h.start <= %(day)s and (h."end" is null or h."end" >= %(day)s)
    and s.letters like %(like)s order by h.place_id, h.key, h.id limit 50"""


def compared(owner: psycopg.Connection, account: str, rounds: int) -> str:
    """A table: ours, a plain search through versions and members, and the owner's bare query."""
    day = date.fromisoformat(PAST)
    ways: dict[str, Callable[[], int]] = {
        "the owner's bare query, no policies: the limit": lambda: _bare(owner, day),
        "**ours: what stands is kept, under policies**": lambda: _asked(account, _ours, day),
        "plain: latest version of each household, `icontains` over its members, under policies": lambda: (
            _asked(account, _plain, day)
        ),
    }
    found = {name: _timed(way, rounds) for name, way in ways.items()}
    limit, _, number = found[next(iter(ways))]
    for name, (_, _, rows) in found.items():
        assert rows == number, f"{name}: {rows} rows, not {number}"
    lines = [
        f"| {name} | {middle * 1000:.1f} | {high * 1000:.1f} | {middle / limit:.1f} |"
        for name, (middle, high, _) in found.items()
    ]
    head = f"## One search by first letters, as of {PAST}\n\nThe first {number} rows of each, without a page around them.\n\n"
    return head + "| way | median ms | p95 ms | × limit |\n|---|---:|---:|---:|\n" + "\n".join(lines) + "\n"


def _timed(way: Callable[[], int], rounds: int) -> tuple[float, float, int]:
    seconds, rows = list[float](), way()
    for _ in range(rounds):
        since = perf_counter()
        rows = way()
        seconds.append(perf_counter() - since)
    return median(seconds), p95(seconds), rows


def _bare(owner: psycopg.Connection, day: date) -> int:
    return len(owner.execute(BARE, {"day": day, "like": f"%{LETTERS}%"}).fetchall())


def _asked(account: str, rows: Callable[[date], Any], day: date) -> int:
    """As somebody signed in asks: one transaction, in which the database knows who."""
    from django.db import transaction

    from bangfu.site.web.middleware.scope import enter

    with transaction.atomic():
        assert enter(account) is not None
        return len(list(rows(day)[:SHOWN]))


def _ours(day: date) -> Any:
    from bangfu.site.household.listing import Asked, listed

    return listed(Asked(day, text=LETTERS))


def _plain(day: date) -> Any:
    from bangfu.site.household.models import Version
    from bangfu.site.roster.holding import on
    from bangfu.site.roster.models import Household

    versions = Version.objects.filter(start__lte=day).order_by("household_id", "-start", "-recorded_at")
    latest = versions.distinct("household_id").values("pk")
    named = Version.objects.filter(pk__in=latest, members__letters__icontains=LETTERS).values("household")
    rows = Household.objects.filter(on(day), pk__in=named).select_related("place", "place__parent")
    return rows.order_by("place", "key", "pk")
