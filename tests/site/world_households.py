"""The file of a side's household: one version with its head and a child, and what it earned."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bangfu.site.household.models import Income, Member, Version
from bangfu.site.web.middleware.scope import enter

if TYPE_CHECKING:
    from tests.site.world import Side


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side, as its county office enters it."""
    office = f"99-{side.county}-county_office"
    recorded = {"recorded_by": office, "recorded_at": moment}
    with transaction.atomic():
        assert enter(office) is not None
        version = Version.objects.create(
            id=side.id("version"), household_id=side.id("household"), start=date(2020, 4, 1), why="confirmed",
            address=side.text("住址"), causes=["illness"], wish=side.text("想养羊"),
            education="yes", medical="yes", housing="yes", water="yes", **recorded,
        )  # fmt: skip
        people = (("head", "户主"), ("child", "子女"))
        Member.objects.bulk_create(
            Member(
                version=version, number=n, key=side.id(f"kin{n}"), name=side.text(name), relation=relation,
                id_number=side.text("证号"),
            )
            for n, (relation, name) in enumerate(people, 1)
        )  # fmt: skip
        Income.objects.create(
            id=side.id("income"), household_id=side.id("household"), year=2019, kind="wage", stage="actual", cents=1_000_000,
            evidence=side.text("工资流水"), **recorded,
        )  # fmt: skip
