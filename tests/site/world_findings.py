"""What was found on a side: a draft, a finding that was fed back, its evidence, and good practice."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from bangfu.site.rectification.models import Evidence, Finding, Move, Practice
from bangfu.site.web.middleware.scope import enter

if TYPE_CHECKING:
    from tests.site.world import Side

CLAUSE = {"regulation": "tongwei-2018-59", "clause": "四(五)/2/i"}
FOUND = date(2020, 4, 10)


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side."""
    county, township = side.village // 10**6 * 10**6, side.village // 1000 * 1000
    inspector = f"99-{side.county}-inspector"
    with transaction.atomic():
        assert enter(inspector) is not None
        for kind in ("draft", "finding"):
            finding = Finding.objects.create(
                id=side.id(kind), county_id=county, place_id=side.village, body_id=township, **CLAUSE, found_on=FOUND,
                text=side.text("没有例会记录"), opinion=side.text("补开例会"), leader_id=side.id("person"), made_by=inspector,
                made_at=moment,
            )  # fmt: skip
            _move(side, finding, "draft", inspector, moment)
        _move(side, finding, "feed_back", inspector, moment)
    default_storage.save(f"evidence/{side.id('evidence')}.jpg", ContentFile(side.text("图").encode()))
    Evidence.objects.create(
        id=side.id("evidence"), finding_id=side.id("finding"), move=side.id("report"), hash="0" * 64,
        file=f"evidence/{side.id('evidence')}.jpg", added_by=f"99-{side.county}-township_clerk",
    )  # fmt: skip
    Practice.objects.create(
        id=side.id("practice"), place_id=side.village, organisation_id=side.id("organisation"), made_by=inspector,
        title=side.text("好做法"), text=side.text("合作社"), publicity=side.text("宣传"), state="commended", made_at=moment,
    )  # fmt: skip


def _move(side: Side, finding: Finding, code: str, by: str, moment: datetime) -> None:
    Move(
        id=f"{finding.pk}-{code}", finding=finding, code=code, text=side.text("反馈"), on=moment.date(),
        deadline=date(2020, 5, 10) if code == "feed_back" else None, by=by, at=moment,
    ).save(force_insert=True)  # fmt: skip
