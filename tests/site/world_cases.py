"""A case of a side: about its resident cadre, who was told, and one that the office has only opened; and what the cadre
wants put right.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bangfu.site.cases.models import Case, Cause, Step
from bangfu.site.personal.models import Correction
from bangfu.site.web.middleware.scope import enter

if TYPE_CHECKING:
    from tests.site.world import Side

ANSWER_BY = date(2020, 4, 25)
PROVISIONS = {"opened": "四(三)/4/c", "case": "四(三)/4/d"}  # a proposal is taken up once


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side."""
    clerk, county = f"99-{side.county}-county_office", side.village // 10**6 * 10**6
    with transaction.atomic():
        assert enter(clerk) is not None
        for kind in ("opened", "case"):
            case = Case.objects.create(
                id=side.id(kind), county_id=county, place_id=side.village, regulation="tongwei-2018-59", clause="四(三)/4",
                provision=PROVISIONS[kind], person_id=side.id("cadre"), organisation_id=side.id("organisation"),
                conducted_by="coordination_group_county", proposed_measure="promotion_bar", proposed_from=date(2020, 4, 10),
                proposed_to=date(2020, 10, 9), note_zh=side.text("另一读法较轻"), note_en=side.text("milder"), made_by=clerk,
                made_at=moment,
            )  # fmt: skip
            Cause.objects.create(id=side.id(f"{kind}cause"), case=case, finding_id=side.id("finding"))
            _step(side, case, "open", clerk, moment)
        _step(side, case, "notify", clerk, moment)
    Correction.objects.create(
        id=side.id("correction"), person_id=side.id("cadre"), about="roster", text=side.text("到村日期不对"), asked_at=moment,
        asked_by=f"99-{side.county}-resident_cadre",
    )  # fmt: skip


def _step(side: Side, case: Case, code: str, by: str, moment: datetime) -> None:
    Step(
        id=f"{case.pk}-{code}", case=case, code=code, text=side.text("告知"), on=moment.date(),
        deadline=ANSWER_BY if code == "notify" else None, by=by, at=moment,
    ).save(force_insert=True)  # fmt: skip
