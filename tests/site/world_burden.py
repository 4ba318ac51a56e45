"""What a county set, a form that is filled in there, and what its cadre finds too much, with the answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from tests.site.world_fund import acting

from bangfu.site.burden.models import Column, Complaint, Cost, Filling, Form, Move, Reply

if TYPE_CHECKING:
    from tests.site.world import Side

SINCE, UNTIL = date(2020, 1, 1), date(2020, 12, 31)
COLUMNS = (
    ("户主姓名", "head"),
    ("身份证号", "head_id"),
    ("入户走访", "kind:household_visit"),
    ("今年新增产业", ""),
)


def fill(sides: list[Side], moment: datetime) -> None:
    """Everything of one county; each side filled in one line of the form."""
    first = sides[0]
    county, office, leader = (
        first.village // 10**6 * 10**6,
        f"99-{first.county}-county_office",
        f"99-{first.county}-county_leader",
    )
    with acting(office):
        Cost.objects.create(
            id=first.id("burdencost"), county_id=county, what="household_visit", start=SINCE, seconds=180, why=first.text("掐表"),
            made_by=office, made_at=moment,
        )  # fmt: skip
        form = Form(
            id=first.id("burdenform"), county_id=county, name=first.text("产业表"), asker=first.text("局要"), target="household",
            role="responsible_helper", per="year", since=SINCE, until=UNTIL, made_by=office, made_at=moment,
        )  # fmt: skip
        form.save(force_insert=True)
        for number, (name, known) in enumerate(COLUMNS, 1):
            how = "name" if known else "none"
            Column.objects.create(
                form=form, number=number, name=name, known=known, how=how, reason=first.text("排项目")
            )
        _move(first, "propose", office, moment)
    with acting(leader):
        _move(first, "allow", leader, moment)
    for side in sides:
        with acting(office):
            Filling.objects.create(
                id=side.id("burdenfilling"), form_id=first.id("burdenform"), period=SINCE, household_id=side.id("household"),
                values={"4": side.text("养蜂")}, on=moment.date(), by=office, at=moment,
            )  # fmt: skip
    _complaint(first, office, moment)


def _move(side: Side, code: str, account: str, moment: datetime) -> None:
    Move(
        id=side.id(f"burden{code}"), form_id=side.id("burdenform"), code=code, text=side.text("要用"), on=moment.date(),
        by=account, at=moment,
    ).save(force_insert=True)  # fmt: skip


def _complaint(side: Side, office: str, moment: datetime) -> None:
    cadre, said = f"99-{side.county}-resident_cadre", side.id("burdensaid")
    with acting(cadre):
        Complaint(
            id=said, text=side.text("太繁"), route="attendance", on=moment.date(), by=cadre, at=moment
        ).save(force_insert=True)
    with acting(office):
        Reply(
            id=side.id("burdenreply"), complaint_id=said, state="answered", text=side.text("已知"), on=moment.date(), by=office,
            at=moment,
        ).save(force_insert=True)  # fmt: skip
