"""Figures kept for a while: they hold for one edition of the verdicts and for one scope, and are named by both."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import cache

from bangfu.site.duties.models import Snapshot
from bangfu.site.web.models import Account

Figures = TypeVar("Figures")
SECONDS = 900


def kept(snapshot: Snapshot, account: Account, what: str, count: Callable[[], Figures]) -> Figures:
    """What `count` gives, counted once for this edition of the day's verdicts and whoever sees the same rows."""
    scope = (account.kind.sees, account.area_id, account.person_id, account.organisation_id)
    name = f"{snapshot.pk}|{snapshot.edition}|{snapshot.made_at.isoformat()}|{scope}|{what}"
    key = blake2b(name.encode(), digest_size=20).hexdigest()
    found: Figures | None = cache.get(key)
    if found is None:
        found = count()
        cache.set(key, found, SECONDS)
    return found
