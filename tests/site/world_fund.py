"""Money of a side: a plan, a project under it that was accepted, what was received for the county, allotted and paid."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from bangfu.site.fund.models import (
    Account,
    Asset,
    Attachment,
    Beneficiary,
    Income,
    Item,
    Misuse,
    Move,
    Plan,
    Procurement,
    Project,
    Setting,
    Supervision,
    UseLine,
    Voucher,
)
from bangfu.site.web.middleware.scope import apply, enter

if TYPE_CHECKING:
    from tests.site.world import Side

BUDGET = 5_000_00
PAID_ON, SEEN_ON = date(2020, 4, 10), date(2020, 4, 12)


def fill(sides: list[Side], moment: datetime) -> None:
    """Everything of one county; its source and receipt bear the name of its first side."""
    first = sides[0]
    office, county = f"99-{first.county}-county_office", first.village // 10**6 * 10**6
    made = {"county_id": county, "made_by": office, "made_at": moment}
    with acting(office):
        Setting.objects.create(
            id=first.id("fundsetting"), tender_from=1_000_00, start=date(2019, 1, 1), document="示例", **made
        )
        Account(
            id=first.id("source"), place_id=county, kind="source", source="county", name="资金", **made
        ).save(force_insert=True)
        Account(
            id=first.id("receipt"), place_id=county, kind="receipt", above_id=first.id("source"), name="指标", **made
        ).save(force_insert=True)  # fmt: skip
        _voucher(first, "receive", ("source", "receipt"), first, moment, 10 * BUDGET)
    for side in sides:
        _plan(side, moment)
        _project(side, first, moment)
        _after(side, moment)


@contextmanager
def acting(account: str, may: str = "") -> Generator[None]:
    """As an account, with other rights where it is said."""
    with transaction.atomic():
        found = enter(account)
        assert found is not None
        if may:
            apply(found, frozenset(may.split()))
        yield


def _plan(side: Side, moment: datetime) -> None:
    writer, place = f"99-{side.county}-county_leader", side.village // 1000 * 1000
    with acting(writer, "plan"):
        parent = None
        for kind, years in (("three_year", (2019, 2021)), ("annual", (2020, 2020))):
            plan = Plan.objects.create(
                id=side.id("plan" if kind == "annual" else "threeyear"), county_id=side.village // 10**6 * 10**6,
                place_id=place, kind=kind, parent_id=parent and side.id("threeyear"), title=side.text("规划"),
                start_year=years[0], end_year=years[1], prepared=["investigated"], made_by=writer, made_at=moment,
            )  # fmt: skip
            item = Item.objects.create(
                id=side.id("item" if kind == "annual" else "above"), plan=plan, parent=parent, text=side.text("养殖"),
                made_by=writer,
            )  # fmt: skip
            plan.adopted_on, plan.document = date(2020, 1, 5), side.text("文")
            plan.save(update_fields=["adopted_on", "document"])
            parent = item


def _project(side: Side, first: Side, moment: datetime) -> None:
    writer, office = (f"99-{side.county}-{role}" for role in ("county_leader", "county_office"))
    with acting(writer, "plan"):
        project = Project.objects.create(
            id=side.id("project"), county_id=side.village // 10**6 * 10**6, place_id=side.village, item_id=side.id("item"),
            name=side.text("养殖场"), purpose="production", budget=BUDGET, made_by=writer, made_at=moment,
        )  # fmt: skip
        _move(side, project, "propose", writer, moment)
        UseLine.objects.create(
            id=side.id("use"), project=project, source="county", purpose="production", amount=BUDGET, written_by=writer
        )  # fmt: skip
        Beneficiary.objects.create(
            id=side.id("beneficiary"), project=project, household_id=side.id("household"), written_by=writer
        )
    with acting(office):
        for code in ("review", "approve_use", "establish"):
            _move(side, project, code, office, moment)
        Procurement.objects.create(
            id=side.id("procurement"), project=project, kind="tender", on=date(2020, 3, 1), document=side.text("标"),
            winner=side.text("公司"), by=office,
        )  # fmt: skip
        made = {
            "county_id": side.village // 10**6 * 10**6, "place_id": side.village, "project": project, "made_by": office,
            "made_at": moment,
        }  # fmt: skip
        Account(id=side.id("allotment"), kind="allotment", above_id=first.id("receipt"), **made).save(
            force_insert=True
        )
        _voucher(side, "allot", ("receipt", "allotment"), first, moment, BUDGET)
        Account(
            id=side.id("outlay"), kind="outlay", above_id=side.id("allotment"), purpose="production",
            payee=side.text("公司"), **made,
        ).save(force_insert=True)  # fmt: skip
        _voucher(side, "pay", ("allotment", "outlay"), side, moment, BUDGET - 100)
        _move(side, project, "accept", office, moment)


def _after(side: Side, moment: datetime) -> None:
    default_storage.save(f"fund/{side.id('attachment')}.pdf", ContentFile(b"%PDF-"))
    office, inspector = (f"99-{side.county}-{role}" for role in ("county_office", "inspector"))
    with acting(inspector):
        Supervision.objects.create(
            id=side.id("supervision"), allotment_id=side.id("allotment"), on=SEEN_ON, checked=side.text("看"),
            finding=side.text("属实"), by=inspector, at=moment,
        )  # fmt: skip
        Misuse.objects.create(
            id=side.id("misuse"), voucher_id=side.id("pay"), finding_id=side.id("finding"), kind="diverted", amount=100,
            by=inspector, at=moment,
        )  # fmt: skip
    with acting(office):
        Attachment.objects.create(
            id=side.id("attachment"), project_id=side.id("project"), voucher_id=side.id("pay"), title=side.text("发票"),
            kind="pdf", file=f"fund/{side.id('attachment')}.pdf", hash="0" * 64, size=9, by=office, at=moment,
        )  # fmt: skip
        Asset.objects.create(
            id=side.id("asset"), project_id=side.id("project"), name=side.text("圈舍"), value=BUDGET, owner=side.text("村"),
            keeper=side.text("组"), on=SEEN_ON, by=office,
        )  # fmt: skip
        Income.objects.create(
            id=side.id("income"), asset_id=side.id("asset"), household_id=side.id("household"), amount=100, on=SEEN_ON,
            document=side.text("表"), by=office,
        )  # fmt: skip


def _move(side: Side, project: Project, code: str, by: str, moment: datetime) -> None:
    Move(
        id=f"{project.pk}-{code}", project=project, code=code, text=side.text("同意"), document=side.text("号"),
        on=moment.date(), by=by, at=moment,
    ).save(force_insert=True)  # fmt: skip


def _voucher(
    side: Side, code: str, ways: tuple[str, str], first: Side, moment: datetime, amount: int
) -> None:
    out_of, into = ways
    Voucher(
        id=side.id(code), code=code, out_of_id=first.id(out_of), into_id=side.id(into), place_id=side.village,
        amount=amount, document=side.text("凭证"), on=PAID_ON, by=f"99-{side.county}-county_office", at=moment,
    ).save(force_insert=True)  # fmt: skip
