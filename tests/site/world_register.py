"""The register of a side beside its file: card, platform, benefit, a workbook, a lead, a slip and what was said with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bangfu.site.household.models import (
    AccessSlip,
    BenefitCheck,
    Blanking,
    CardIssue,
    Comparison,
    CorrectionAnswer,
    CorrectionSlip,
    Intake,
    Keeping,
    Lead,
    LeadAnswer,
    PlatformEntry,
    Staged,
)

if TYPE_CHECKING:
    from tests.site.world import Side

ON = date(2020, 4, 10)


def fill(sides: list[Side], moment: datetime) -> None:
    """Everything of one county, as its office recorded it."""
    first = sides[0]
    recorded = {"recorded_by": f"99-{first.county}-county_office", "recorded_at": moment}
    county = first.village // 10**6 * 10**6
    Keeping.objects.create(
        id=first.id("keeping"), county_id=county, start=ON, years=5, document=first.text("文"), **recorded
    )
    listed = Comparison.objects.create(
        id=first.id("comparison"), county_id=county, kind="vehicle", department=first.text("局"), on=ON, rows=2, matched=2,
        **recorded,
    )  # fmt: skip
    for side in sides:
        _beside(side, recorded)
        _asked(side, listed, recorded, moment)


def _beside(side: Side, recorded: dict[str, Any]) -> None:
    version, household = side.id("version"), side.id("household")
    CardIssue.objects.create(
        id=side.id("card"), version_id=version, on=ON, handed_to=side.text("签收"), **recorded
    )
    PlatformEntry.objects.create(
        id=side.id("platform"), version_id=version, on=ON, number=side.secret, **recorded
    )
    BenefitCheck.objects.create(
        id=side.id("benefit"), household_id=household, kind="education", qualifies=True, received=False, on=ON,
        note=side.text("说明"), **recorded,
    )  # fmt: skip


def _asked(side: Side, listed: Comparison, recorded: dict[str, Any], moment: datetime) -> None:
    household, account = side.id("household"), recorded["recorded_by"]
    lead = Lead.objects.create(
        id=side.id("lead"),
        comparison=listed,
        household_id=household,
        key=side.id("kin1"),
        what=side.text("车"),
        **recorded,
    )
    LeadAnswer.objects.create(
        id=side.id("looked"), lead=lead, result="explained", text=side.text("查过"), **recorded
    )
    slip = AccessSlip.objects.create(
        id=side.id("slip"), household_id=household, code=side.id("slipcode"), until=date(2020, 4, 30), made_at=moment,
        made_by=account,
    )  # fmt: skip
    said = CorrectionSlip.objects.create(
        id=side.id("said"), household_id=household, slip=slip, text=side.text("不对"), asked_at=moment
    )
    CorrectionAnswer.objects.create(
        id=side.id("told"), correction=said, corrected=True, text=side.text("改了"), **recorded
    )
    Blanking.objects.create(household_id=household, reason=side.text("到期"), at=moment, by=account)
    intake = Intake.objects.create(
        id=side.id("intake"), account=account, area=side.village, title=side.text("册.xlsx"), start=ON, state="ready",
        made_at=moment,
    )  # fmt: skip
    Staged.objects.create(
        intake=intake, sheet="册", row=2, place=side.village, name=side.text("户主"), relation="head", number=1,
        household=side.id("incoming"), version=side.id("incoming"), fresh=True,
    )  # fmt: skip
