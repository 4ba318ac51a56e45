"""What a fund may be spent on: the uses that the text names, by code or name; the list is open."""

from __future__ import annotations

from collections.abc import Iterable

from bangfu.entitlements.desk import Desk
from bangfu.entitlements.payments import Payment
from bangfu.entitlements.rules import Entitled


def unlisted(desk: Desk, one: Entitled, payments: Iterable[Payment]) -> list[str]:
    """The payments for a use that the text does not name, where it names any."""
    if not one.rule.uses:
        return []
    words = desk.words
    names = {words.name("use", code, tongue) for code in one.rule.uses for tongue in ("zh", "en")}
    named = {*one.rule.uses, *names}
    return sorted(p.id for p in payments if p.use and p.use.strip() not in named)
