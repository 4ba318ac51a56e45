"""The group of a side's township: somebody in it, the team of its village, what it keeps, and what is said of a year."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from bangfu.site.groups.models import Assessment, Check, Copy, Group, Member, Note, Review, Team
from bangfu.site.web.middleware.scope import enter

if TYPE_CHECKING:
    from tests.site.world import Side

SET_UP, JOINED, SEEN = date(2020, 1, 10), date(2020, 2, 1), date(2020, 4, 1)


def fill(side: Side, moment: datetime) -> None:
    """Everything of one side, as its county office enters it."""
    office, town = f"99-{side.county}-county_office", side.village // 1000 * 1000
    county = side.village // 10**6 * 10**6
    made, by = {"made_by": office, "made_at": moment}, {"by": office, "at": moment}
    with transaction.atomic():
        assert enter(office) is not None
        group = Group.objects.create(
            id=side.id("group"), county_id=county, place_id=town, organisation_id=side.id("town"), set_up_on=SET_UP,
            document=side.text("文"), office=side.text("办公楼"), **made,
        )  # fmt: skip
        Member.objects.create(
            id=side.id("seat"), group=group, person_id=side.id("clerk"), role="leader", source="township_leader",
            duties=side.text("全面"), phone="0999-5550101", start=JOINED, **made,
        )  # fmt: skip
        Team.objects.create(
            id=side.id("villageteam"), county_id=county, village_id=side.village, unit_id=side.id("organisation"),
            leader_id=side.id("cadre"), why="heavy_task", start=JOINED, **made,
        )  # fmt: skip
        Note.objects.create(
            id=side.id("groupnote"), group=group, kind="study", text=side.text("每月学习"), start=SEEN, **by
        )
        Check.objects.create(
            id=side.id("groupcheck"),
            group=group,
            item="office",
            has=True,
            on=SEEN,
            evidence=side.text("见到"),
            **by,
        )
        Copy.objects.create(
            id=side.id("groupcopy"),
            group=group,
            item="board",
            posted_on=SEEN,
            where=side.text("墙"),
            digest="0" * 32,
            **by,
        )
        Assessment.objects.create(
            id=side.id("groupassessment"), group=group, year=2019, level="county", result="good", text=side.text("好"),
            cites=[side.id("entry")], on=SEEN, **by,
        )  # fmt: skip
        Review.objects.create(
            id=side.id("groupreview"), person_id=side.id("person"), place_id=town, year=2019, text=side.text("述职"), on=SEEN,
            **by,
        )  # fmt: skip
