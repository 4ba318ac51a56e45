"""What was given to the resident cadre of a side, and what the office attested about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bangfu.site.honours.models import Attestation, Grant, Withdrawal
from bangfu.site.web.middleware.scope import enter

if TYPE_CHECKING:
    from tests.site.world import Side

DAY = date(2020, 4, 1)


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side."""
    clerk, county = f"99-{side.county}-county_office", side.village // 10**6 * 10**6
    entered = {"county_id": county, "person_id": side.id("cadre"), "by": clerk, "at": moment}
    with transaction.atomic():
        assert enter(clerk) is not None
        Grant(
            id=side.id("grant"), kind="award", granted_on=DAY, granted_by=side.text("县委"), level="county", **entered
        ).save(force_insert=True)  # fmt: skip
        for name in ("attestation", "withdrawn"):
            Attestation(
                id=side.id(name), condition="family_works_in_township", on=DAY, holds="yes",
                evidence=side.text("核对过"), **entered,
            ).save(force_insert=True)  # fmt: skip
        Withdrawal(
            id=side.id("withdrawal"), attestation_id=side.id("withdrawn"), reason=side.text("登记错了"), by=clerk,
            at=moment,
        ).save(force_insert=True)  # fmt: skip
