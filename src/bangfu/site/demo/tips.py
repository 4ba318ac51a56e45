"""Made-up tips for the demo county, taken in and moved as people do it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from bangfu.site.clock import SHANGHAI
from bangfu.site.roster.models import Place, new_id
from bangfu.site.tips.models import Solved, Tip, Way
from bangfu.site.tips.moving import move
from bangfu.site.tips.sender import judge
from bangfu.site.tips.taking import Sender, Told, take
from bangfu.site.web.middleware.scope import enter
from bangfu.site.web.models import Account

SAID, WHO = ("what", "when", "whom"), ("name", "phone", "paper")


def send_tips(county: Place, day: date) -> None:
    """All of them, as of a day."""
    table = tomllib.loads((Path(__file__).parent / "tips.toml").read_text(encoding="utf-8"))
    villages = Place.objects.filter(level="village", code__range=(county.code, county.last))
    codes = list(villages.values_list("code", flat=True))
    for told in table["tip"]:
        with transaction.atomic():
            _send(told, codes[told["village"] % len(codes)], _morning(day - timedelta(days=told["before"])))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), SHANGHAI)


def _send(told: dict[str, Any], place: int, came: datetime) -> None:
    tip, said, who = new_id(), _of(told, SAID), _of(told, WHO)
    _as("tip_reception")
    code = take(tip, Way(told["way"]), place, came.date(), Told(**said), Sender(**who), came)
    last = came
    for step in told["moves"]:
        words = {k: v for k, v in step.items() if k not in ("after", "by", "kind")}
        last = came + timedelta(days=step["after"])
        by = _as(step.get("by", "tip_reception"))
        move(by, Tip.objects.get(pk=tip), step["kind"], at=last, **words)
    if "solved" in told:
        judge(code, Solved(told["solved"]), "", last + timedelta(days=1))


def _of(told: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: told[name] for name in names if name in told}


def _as(role: str) -> Account:
    account = enter(Account.objects.get(username=role).pk)
    assert account is not None
    return account
