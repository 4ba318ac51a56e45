"""What is done for the household of a side: a wish, a plan in force and one being written, a decision, a difficulty."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from tests.site.world_fund import acting

from bangfu.site.measures.models import Decision, Difficulty, Measure, Plan, Setting, Wish

if TYPE_CHECKING:
    from tests.site.world import Side


def fill(sides: list[Side], moment: datetime) -> None:
    """Everything of one county; what it set bears the name of its first side."""
    first, day = sides[0], moment.date()
    office = f"99-{first.county}-county_office"
    with acting(office):
        Setting.objects.create(
            id=first.id("helpsetting"), county_id=first.village // 10**6 * 10**6, start=date(2020, 1, 1), late_days=30,
            document=first.text("标准"), made_by=office, made_at=moment,
        )  # fmt: skip
        for side in sides:
            _help(side, {"recorded_by": office, "recorded_at": moment}, day)


def _help(side: Side, made: dict[str, object], day: date) -> None:
    home, person = side.id("household"), side.id("person")
    Wish.objects.create(
        id=side.id("wish"), household_id=home, on=day, asked_by_id=person, own_words=side.text("养蜂"), agrees="yes", **made
    )  # fmt: skip
    Difficulty.objects.create(
        id=side.id("difficulty"), household_id=home, kind="life", raised_by="household", on=day, text=side.text("吃水难"),
        handler_id=person, **made,
    )  # fmt: skip
    Decision.objects.create(
        id=side.id("helpdecision"), household_id=home, year=2019, category="housing", decision="not_applicable",
        reason=side.text("住房安全"), on=day, **made,
    )  # fmt: skip
    for kind, year in (("helpplan", 2018), ("helpdraft", 2019)):
        plan = Plan.objects.create(id=side.id(kind), household_id=home, year=year, **made)
        Measure.objects.create(
            id=side.id("helpmeasure" if kind == "helpplan" else "meant"), plan=plan, category="industry", text=side.text("蜂箱"),
            responsible_id=person, **made,
        )  # fmt: skip
        if kind == "helpplan":
            plan.adopted_on = day
            plan.save(update_fields=["adopted_on"])
