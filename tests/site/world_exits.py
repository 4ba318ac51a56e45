"""How a side's household left and came back, is watched, and is to leave again: proposed, posted, drawn, stopped."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from tests.site.world_fund import acting

from bangfu.site.clock import SHANGHAI
from bangfu.site.exits.models import Course, Draw, Lot, Move, Objection, Risk, Setting, Standing
from bangfu.site.web.middleware.scope import stand_on

if TYPE_CHECKING:
    from tests.site.world import Side

DAY, DAYS = date(2020, 3, 2), 7
SEEN = dict.fromkeys(("education", "medical", "housing", "water"), "yes")
BEFORE = ("propose_exit", "verify_exit", "verify_again", "appraise_exit", "post_exit")


def fill(sides: list[Side], moment: datetime) -> None:
    """Everything of one county; what it set bears the name of its first side."""
    first = sides[0]
    office = f"99-{first.county}-county_office"
    with acting(office):
        Setting.objects.create(
            id=first.id("exitsetting"), county_id=_county(first), start=date(2018, 1, 1), notice_days=DAYS,
            document=first.text("规定"), made_by=office, made_at=moment,
        )  # fmt: skip
    for side in sides:
        _past(side, moment)
        _watch(side, moment)
        _exit(side, moment)


def _past(side: Side, moment: datetime) -> None:
    """It left and fell back before the site was there."""
    for word, on in (("lifted", date(2019, 6, 1)), ("reverted", date(2019, 12, 1))):
        Standing.objects.create(
            id=side.id(word), household_id=side.id("household"), word=word, on=on, why=side.text("旧册"),
            by=f"99-{side.county}-county_office", at=moment,
        )  # fmt: skip


def _watch(side: Side, moment: datetime) -> None:
    """A risk that was found; its end was proposed."""
    with _as(side, "county_leader", DAY) as made:
        Risk.objects.create(
            id=side.id("risk"), household_id=side.id("household"), kind="sudden", causes=["illness"], on=DAY,
            ground=side.text("大病"), **made,
        )  # fmt: skip
    with _as(side, "county_leader", date(2020, 4, 2)) as made:
        Course(
            id=side.id("exitcourse"), household_id=side.id("household"), kind="clear", made_by=made["by"], made_at=moment
        ).save(force_insert=True)  # fmt: skip
        _move(side, "exitcourse", "propose_clear", made)
    for who, code in (
        ("county_office", "visit_clear"),
        ("county_leader", "appraise_clear"),
        ("county_leader", "post_clear"),
    ):
        with _as(side, who, date(2020, 4, 3)) as made:
            _move(side, "exitcourse", code, made)
    with _as(side, "county_leader", date(2020, 4, 4)) as made:
        Objection.objects.create(
            id=side.id("objection"), course_id=side.id("exitcourse"), text=side.text("意见"), on=DAY, **made
        )


def _exit(side: Side, moment: datetime) -> None:
    """A course that was drawn, and stopped."""
    day = date(2020, 4, 2)
    with _as(side, "county_leader", day) as made:
        Course(
            id=side.id("leaving"),
            household_id=side.id("household"),
            kind="exit",
            made_by=made["by"],
            made_at=moment,
        ).save(force_insert=True)
        for code in BEFORE[:2]:
            _move(side, "leaving", code, made)
    with _as(side, "county_office", day) as made:
        for code in BEFORE[2:]:
            _move(side, "leaving", code, made)
    day += timedelta(days=DAYS + 1)
    with _as(side, "county_office", day) as made:
        _move(side, "leaving", "end_exit_notice", made)
    with _as(side, "inspector", day) as made:
        Draw.objects.create(id=side.id("exitdraw"), county_id=_county(side), on=day, **made)
        Lot(id=side.id("lot"), draw_id=side.id("exitdraw"), course_id=side.id("leaving"), taken=True).save(
            force_insert=True
        )
    with _as(side, "county_office", day) as made:
        _move(side, "leaving", "stop", made)


def _move(side: Side, course: str, code: str, made: dict[str, Any]) -> None:
    seen = SEEN if code.startswith(("verify", "visit")) else {}
    Move(
        id=side.id(code), course_id=side.id(course), code=code, text=side.text("属实"), on=DAY, **seen, **made
    ).save(force_insert=True)  # fmt: skip


@contextmanager
def _as(side: Side, role: str, day: date) -> Generator[dict[str, Any]]:
    """On a day, as somebody who may take the first steps; who wrote and when, for the rows."""
    account = f"99-{side.county}-{role}"
    with acting(account, "" if role == "inspector" else "help households"):
        stand_on(day)
        yield {"by": account, "at": datetime.combine(day, time(9), SHANGHAI)}


def _county(side: Side) -> int:
    return side.village // 10**6 * 10**6
