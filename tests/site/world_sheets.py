"""Checklists of a side: one that was handed in, and one of a hidden inspection that is still being filled."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bangfu.site.checklists.models import Answer, Handing, Sheet

if TYPE_CHECKING:
    from tests.site.world import Side


def fill(side: Side, day: date, moment: datetime) -> None:
    """Everything of one side."""
    office = f"99-{side.county}-inspection_office"
    row = {
        "clause": "附件2/队长/1", "number": "1", "text": {"zh": side.text("问"), "en": side.text("ask")}, "note": None,
        "questions": [], "proof": [], "provable": False, "entries": {"count": 0, "latest": []},
    }  # fmt: skip
    words = {"zh": "表", "en": "form"}
    for kind in ("sheet", "filling"):
        Sheet.objects.create(
            id=side.id(kind), regulation="tongwei-2018-59", form="annex2-team-leaders", part="附件2/队长",
            campaign_id=side.id("campaign") if kind == "filling" else None,
            role="team_leader", person_id=side.id("cadre"), place_id=side.village, on=day, says={row["clause"]: ""},
            asked={"title": words, "asks": words, "part": words, "judged": True, "rows": [row]},
            begun_by=office, begun_at=moment,
        )  # fmt: skip
    Answer.objects.create(sheet_id=side.id("sheet"), row=row["clause"], found="no", remark=side.text("备注"))
    Handing.objects.create(
        id=side.id("handing"), sheet_id=side.id("sheet"), handed_by=office, handed_at=moment
    )
