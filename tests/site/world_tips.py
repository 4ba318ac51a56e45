"""What was reported on a side: a tip that the township has to answer, with its sender."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bangfu.site.tips.models import Arrival, Limit, Move, Sender, Tip, Word
from bangfu.site.web.ciphers import sm3

if TYPE_CHECKING:
    from tests.site.world import Side


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side."""
    day, reception = moment.date(), f"99-{side.county}-tip_reception"
    tip = Tip.objects.create(
        id=side.id("tip"), place_id=side.village, received_on=day, since=day, moved_at=moment
    )
    Arrival.objects.create(tip=tip, way="visit", named=True, entered_by=reception)
    Word.objects.create(id=side.id("word"), tip=tip, kind="original", text=side.text("亲见多占"), at=moment)
    Sender.objects.create(
        tip=tip,
        code=sm3(side.id("code").encode()),
        name=side.text("来访人"),
        phone=f"137{side.secret}",
    )
    by = {"tip": tip, "account": reception, "at": moment}
    Move.objects.create(id=side.id("accepted"), kind="accept", told=side.text("记补助"), **by)
    Move.objects.create(
        id=side.id("assigned"), kind="assign", desk="township", text=side.text("记核对"), **by
    )


def limit(side: Side, moment: datetime) -> None:
    """What the county's inspection office set."""
    Limit.objects.create(
        county_id=side.village // 10**6 * 10**6,
        state="received",
        days=4,
        start=date(2019, 1, 1),
        set_at=moment,
        set_by=f"99-{side.county}-inspection_office",
    )
