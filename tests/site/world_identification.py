"""Identification of a side: its county's scheme, a household of the roll, a report, a screening that was posted, an objection."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection
from tests.site.world_fund import acting

from bangfu.site.identification.models import (
    Answer,
    Notice,
    NoticeLine,
    Person,
    Report,
    Roll,
    Scheme,
    Screening,
    StepRecord,
)
from bangfu.site.identification.screening import move
from bangfu.site.web.models import Account

if TYPE_CHECKING:
    from tests.site.world import Side

LISTS = {"looks": 4, "priorities": 5, "ins": 6, "outs": 7}


def fill(sides: list[Side], moment: datetime) -> None:
    """Everything of one county; its scheme bears the name of its first side."""
    first, office = sides[0], f"99-{sides[0].county}-county_office"
    with acting(office):
        lists = {name: [first.text(f"{name}{n}") for n in range(count)] for name, count in LISTS.items()}
        Scheme.objects.create(
            id=first.id("scheme"), county_id=first.village // 10**6 * 10**6, template="guangdong-2016-98",
            start=date(2020, 1, 1), steps=[first.text("评议"), first.text("审核")], notice_days=7, screen_days=15,
            document=first.text("文"), by=office, at=moment, **lists,
        )  # fmt: skip
    for side in sides:
        _screening(side, first, moment)
        _objection(side, moment)


def _screening(side: Side, first: Side, moment: datetime) -> None:
    writer = f"99-{side.county}-county_leader"
    made = {"by": writer, "at": moment}
    with acting(writer, "households"):
        account = Account.objects.get(pk=writer)
        roll = Roll.objects.create(
            id=side.id("roll"),
            place_id=side.village,
            head=side.text("户"),
            people=2,
            id_number=side.secret,
            **made,
        )
        Report.objects.create(
            id=side.id("report"), place_id=side.village, channel="village", received_on=date(2020, 4, 10), roll=roll,
            about=side.text("户"), told=side.text("因病"), phone=side.secret, **made,
        )  # fmt: skip
        screening = Screening.objects.create(
            id=side.id("screening"), place_id=side.village, roll=roll, scheme_id=first.id("scheme"),
            report_id=side.id("report"), on=moment.date(), **made,
        )  # fmt: skip
        move(account, screening, "begin")
        for name, count in LISTS.items():
            for number in range(1, count + 1):
                Answer.objects.create(
                    screening=screening, list=name, number=number, said="yes" if name == "ins" else "no",
                    evidence=side.text("看"), **made,
                )  # fmt: skip
        Person.objects.create(screening=screening, number=1, name=side.text("户主"), relation="head", **made)
        StepRecord.objects.create(
            screening=screening,
            number=1,
            on=date(2020, 4, 14),
            body=side.text("村"),
            found=side.text("同意"),
            **made,
        )
        move(account, screening, "appraise")
        notice = Notice.objects.create(
            id=side.id("posting"), place_id=side.village, kind="hearing", scheme_id=first.id("scheme"),
            posted_on=moment.date(), venue="公告栏", **made,
        )  # fmt: skip
        NoticeLine.objects.create(notice=notice, screening=screening)
        move(account, screening, "post")


def _objection(side: Side, moment: datetime) -> None:
    with (
        connection.cursor() as cursor
    ):  # as its owner: county b shows nothing to the public, and takes nothing from it
        cursor.execute(
            "insert into identification_objection (id, notice_id, received_on, told, name, phone, code, at, answer, answered_by)"
            " values (%s, %s, %s, '', '', '', %s, %s, '', '')",
            [side.id("objection"), side.id("posting"), moment.date().isoformat(), side.id("receipt"), moment],
        )
