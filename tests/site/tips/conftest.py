"""The two counties of the ledger's tests; the first shows itself to the public, and each has a reception."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import psycopg
import pytest
from django.core.cache import cache
from tests.site.acting import Acting
from tests.site.ledger.conftest import acting, browser, cluster  # noqa: F401
from tests.site.ledger.conftest import database as bare_database  # noqa: F401

from bangfu.site.clock import SHANGHAI
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import new_id
from bangfu.site.tips.models import Desk, Solved, Tip, Way
from bangfu.site.tips.moving import move
from bangfu.site.tips.sender import judge
from bangfu.site.tips.taking import Sender, Told, take

ONE, TWO, TOWN, COUNTY, FAR = (
    990001100201, 990001100202, 990001100000, 990001000000, 990002100201,
)  # fmt: skip
WHO = Sender("田婉清", "13912345678", "微信 twq-1971", "上湾村三组十一号", "第047号")
SECRETS = ("田婉清", "13912345678", "twq-1971", "三组十一号", "第047号")
SAID = Told("危房补助到现在没有发，村会计说名单里没有我家", "去年冬天", "村会计")
AT = datetime(2020, 4, 15, 9, tzinfo=SHANGHAI)
DAY = AT.date()
STATEMENTS = (
    "insert into disclosure_setting (county_id, is_open, hotline, mailbox, licence) values (990001000000, true, '0999-1', '', 'x')",
    """insert into web_account select (jsonb_populate_record(a, '{"id": "99-other_reception", "username":
        "other_reception", "area_id": 990002000000}')).* from web_account a where a.id = '99-tip_reception'""",
    """insert into web_account select (jsonb_populate_record(a, '{"id": "99-other_unit", "username":
        "other_unit", "organisation_id": "99-office"}')).* from web_account a where a.id = '99-unit_contact'""",
)


@pytest.fixture
def database(cluster: Cluster, bare_database: str) -> Iterator[str]:  # noqa: F811
    with psycopg.connect(cluster.url("bangfu_owner", bare_database)) as owner:
        for statement in STATEMENTS:
            owner.execute(statement)
    cache.clear()
    yield bare_database


@dataclass(frozen=True)
class Sent:
    """A tip and the code of its sender."""

    pk: str
    code: str


Taken = Callable[..., Sent]
Brought = Callable[..., Sent]


@pytest.fixture
def taken(acting: Acting) -> Taken:  # noqa: F811
    """Takes a tip in, as the reception does."""

    def enter(
        way: Way = Way.PHONE, place: int = ONE, said: Told = SAID, who: Sender = WHO, on: date = DAY
    ) -> Sent:
        tip = new_id()
        with acting("tip_reception"):
            return Sent(
                tip,
                take(tip, way, place, on, said, who, datetime(on.year, on.month, on.day, tzinfo=SHANGHAI)),
            )

    return enter


# How a tip comes to a state: who moves it, and how.
PATH: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("accepted", "tip_reception", "accept", {"told": "补助名单有漏户，请核对。"}),
    ("assigned", "tip_reception", "assign", {"desk": Desk.TOWNSHIP}),
    ("answered", "township_clerk", "answer", {"text": "已补发，附发放表。"}),
    ("replied", "tip_reception", "reply", {"word": "补助已在四月十日发放，请查收。"}),
    ("closed", "tip_reception", "close", {}),
)


@pytest.fixture
def brought(acting: Acting, taken: Taken) -> Brought:  # noqa: F811
    """A tip that was brought to a state."""

    def bring(state: str, **how: object) -> Sent:
        sent = taken(**how)
        if state == "declined":
            with acting("tip_reception") as account:
                move(account, Tip.objects.get(pk=sent.pk), "decline", word="请向民政局反映。", at=AT)
            return sent
        for reached, who, kind, said in PATH if state != "received" else ():
            with acting(who) as account:
                move(account, Tip.objects.get(pk=sent.pk), kind, at=AT, **said)
            if reached == (state if state != "disputed" else "replied"):
                break
        if state == "disputed":
            judge(sent.code, Solved.NO, "", AT)
        return sent

    return bring
