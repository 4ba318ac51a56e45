"""Money of a side: a rate for its village, and what its unit paid its resident cadre for a month."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bangfu.site.allowances.models import Payment, Rate

if TYPE_CHECKING:
    from tests.site.world import Side


def fill(side: Side, moment: datetime, set_by: str) -> None:
    """Everything of one side. What a county set is known in the whole county, and bears no mark there."""
    Rate.objects.create(
        id=side.id("rate"), what="residency_allowance", place_id=side.village, amount=Decimal(800), per="month",
        start=date(2019, 1, 1), set_by=set_by, made_by=f"99-{side.county}-county_office", made_at=moment,
    )  # fmt: skip
    Payment.objects.create(
        id=side.id("payment"), county_id=side.village // 10**6 * 10**6, what="residency_allowance",
        person_id=side.id("cadre"), place_id=side.village, start=date(2020, 2, 1), end=date(2020, 2, 29),
        amount=Decimal(800), paid_on=date(2020, 3, 5), payer_id=side.id("organisation"), note=side.text("发"),
        made_by=f"99-{side.county}-unit_contact", made_at=moment,
    )  # fmt: skip
