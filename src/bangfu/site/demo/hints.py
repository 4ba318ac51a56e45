"""What gives the demo's inspectors something to look at: a note used again, a month written up at once, an alarm clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from bangfu.site.clock import SHANGHAI, today
from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import record_all
from bangfu.site.roster.holding import on
from bangfu.site.roster.models import Pairing, Place
from bangfu.site.supervision.signals.facts import Span
from bangfu.site.supervision.signals.finding import hints_of
from bangfu.site.supervision.signals.looking import look
from bangfu.site.supervision.signals.rules import rules
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

COPIED = "入户宣讲了医保、教育、住房和饮水安全方面的帮扶政策，核对了收入台账，户主表示满意，没有其他困难。"
Said = dict[str, Any]


def fill() -> None:
    """Entries by the demo's own accounts, and one hint that the inspector has looked at."""
    _record("responsible_helper", _copied)
    _record("township_clerk", _late)
    _record("resident_cadre", _regular)
    _look("inspector")


def _record(username: str, told: Any) -> None:
    account = Account.objects.get(username=username)
    with transaction.atomic():
        acting = enter(account.pk)
        assert acting is not None
        record_all(acting, [draft_of(said) for said in _numbered(username, told(acting))])


def _numbered(username: str, entries: Iterable[Said]) -> Iterator[Said]:
    return ({"id": f"99-{username}-{n:02}", **said} for n, said in enumerate(entries))


def _at(day: date, hour: int, minute: int, second: int = 0) -> str:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI).isoformat()


def _copied(account: Account) -> Iterator[Said]:
    """The same words at each household and twice over."""
    pairs = (
        Pairing.objects.filter(on(today()), person=account.person_id)
        .select_related("household")
        .order_by("household")[:3]
    )
    for weeks in (2, 1):
        day = today() - timedelta(weeks=weeks)
        for n, pair in enumerate(pairs):
            said = {"kind": "household_visit", "on": day, "household": pair.household.pk, "note": COPIED}
            yield {**said, "made_at": _at(day, 15, 10 + 17 * n, 7 * n)}


def _late(account: Account) -> Iterator[Said]:
    """Visits of last month, typed in from paper in one evening."""
    month = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    pairs = (
        Pairing.objects.filter(on(month), place__code__range=_range(account))
        .select_related("household")
        .order_by("household")[:24]
    )
    for n, pair in enumerate(pairs):
        said = {
            "kind": "household_visit",
            "on": month + timedelta(days=n % 20),
            "household": pair.household.pk,
        }
        yield {**said, "person": pair.person_id, "made_at": _at(today() - timedelta(days=1), 20, 5 + n, n)}  # type: ignore[attr-defined]


def _regular(account: Account) -> Iterator[Said]:
    """A diary of the village, written when the alarm rings."""
    for n in range(1, 13):
        day = today() - timedelta(days=n)
        yield {"kind": "village_visit", "on": day, "place": account.area_id, "made_at": _at(day, 20, 0, n)}


def _range(account: Account) -> tuple[int, int]:
    area = account.area
    return (area.code, area.last) if area else (0, 0)


def _look(username: str) -> None:
    with transaction.atomic():
        account = enter(Account.objects.get(username=username).pk)
        assert account is not None
        for township in Place.objects.filter(level="township", code__range=_range(account)):
            span = Span(township, today().replace(day=1))
            found = hints_of(span, {"two_places": rules()["two_places"]})["two_places"]
            if found:
                look(account, span, found[0], "已电话问过本人和村里：提前一天返村，假还没有销，请其更正。")
                return
