"""A self-review of a side: its township's reply as handed in, with one answer; and a look at a hint."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bangfu.site.selfreviews.models import Answer, Question, Reply, SelfReview
from bangfu.site.supervision.signals.models import Look

if TYPE_CHECKING:
    from tests.site.world import Side


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side."""
    office, inspector = (f"99-{side.county}-{role}" for role in ("inspection_office", "inspector"))
    Look.objects.create(
        id=side.id("look"), kind="copied_notes", entries=[side.id("entry")], area=side.village, month=date(2020, 4, 1),
        note=side.text("问过"), looked_by=inspector, looked_at=moment,
    )  # fmt: skip
    review = SelfReview.objects.create(
        id=side.id("selfreview"), title=side.text("自查"), regulation="gansu-2019-33", due=date(2020, 4, 30),
        county_id=side.village // 10**6 * 10**6, issued_by=office, issued_at=moment,
    )  # fmt: skip
    question = Question.objects.create(id=side.id("question"), review=review, number=1, ask=side.text("问"))
    reply = Reply.objects.create(
        id=side.id("reply"), review=review, organisation_id=side.id("town"), role="township_government",
        area=side.village // 1000 * 1000,
    )  # fmt: skip
    Answer.objects.create(
        id=side.id("answer"), reply=reply, question=question, claim="met", words=side.text("做到"),
        evidence=[side.id("entry")],
    )  # fmt: skip
    Reply.objects.filter(pk=reply.pk).update(
        state="handed_in", handed_in_by=f"99-{side.county}-township_clerk", handed_in_at=moment
    )
