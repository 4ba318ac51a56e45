"""GI-01: scattered households of poor villages stay out; GI-07: a township enters its own; GI-50: no day from an issue day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from tests.site.acting import refused
from tests.site.identification.steps import (
    CLERK,
    COUNTY,
    DAYS,
    GUANGDONG,
    OFFICE,
    VILLAGE,
    WATCH,
    Steps,
    items,
    later,
)
from tests.site.world import NEAR, TODAY

from bangfu.site.identification import telling
from bangfu.site.identification.models import Report, Roll, Scheme

REPORT = {"channel": "visit", "received_on": "2020-04-15", "about": "李新户", "said": "大病住院"}


def test_gi_01_through_the_database(steps: Steps) -> None:
    found = steps.posted(1, 2)
    steps.poor()
    with later(DAYS):
        assert refused(lambda: steps.confirm(found)) == "identify_poor_village"
    assert refused(steps.begun) == "identify_poor_village"


def test_gi_01_through_the_site(steps: Steps) -> None:
    steps.scheme()
    roll = steps.roll()
    steps.poor()
    _status, words = steps.page(CLERK, "roll", roll.pk, "screen", scheme=GUANGDONG)
    assert "相对贫困村" in words
    steps.scheme(WATCH)
    assert steps.page(CLERK, "roll", roll.pk, "screen", scheme=WATCH)[0] == 302  # watching has no such bound


def test_gi_01_through_programs(steps: Steps) -> None:
    steps.scheme()
    roll = steps.roll()
    steps.poor()
    assert steps.program(CLERK, "roll", roll.pk, "screen", scheme=GUANGDONG) == ["identify_poor_village"]


def test_gi_07_through_the_database(steps: Steps) -> None:
    steps.scheme()
    assert refused(lambda: steps.roll(place=NEAR.village)) == "identify_not_yours"
    elsewhere = steps.roll(place=NEAR.village, who=OFFICE)
    assert refused(lambda: steps.begun(roll=elsewhere)) == "identify_not_yours"
    with steps.acting(CLERK):
        assert not Roll.objects.filter(place=NEAR.village).exists()


def test_gi_07_through_the_site(steps: Steps) -> None:
    _status, words = steps.page(CLERK, "village", NEAR.village, "roll", head="钱某", people="3")
    assert "不在您的地区" in words
    assert steps.page(CLERK, "screening", NEAR.id("screening"), "withdraw", text="已核")[0] == 404
    assert steps.page(CLERK, "village", VILLAGE, "roll", head="钱某", people="3")[0] == 302


def test_gi_07_through_programs(steps: Steps) -> None:
    assert steps.program(CLERK, "village", NEAR.village, "roll", head="钱某", people=3) == [
        "identify_not_yours"
    ]
    assert steps.program(CLERK, "village", NEAR.village, "report", **REPORT) == ["identify_not_yours"]
    assert steps.program(CLERK, "village", VILLAGE, "roll", head="钱某", people=3) == []


def report(steps: Steps, received: date) -> Report:
    with steps.acting(CLERK) as user:
        made = Report(place_id=VILLAGE, channel="village", received_on=received, about="李新户", told="大病")
        return telling.report(user, made)


def test_gi_50_through_the_database(steps: Steps) -> None:
    """A report is due from its own day and the county's number; where there is no number there is no day."""
    with pytest.raises(DatabaseError):
        steps.scheme(start=None)
    assert report(steps, date(2019, 12, 31)).due_on is None  # before the county set anything
    steps.scheme(screen_days=None, start=date(2020, 3, 1))
    assert report(steps, TODAY).due_on is None
    steps.scheme(WATCH, screen_days=10, start=date(2020, 3, 1))
    assert report(steps, TODAY).due_on == TODAY + timedelta(10)
    assert report(steps, date(2020, 2, 20)).due_on == date(2020, 3, 6)  # under what held on its day
    assert refused(lambda: report(steps, TODAY + timedelta(1))) == "identify_day_to_come"


def test_gi_50_through_the_site(steps: Steps) -> None:
    filled = {name: "\n".join(items(name)) for name in ("looks", "priorities", "ins", "outs")}
    _status, words = steps.page(OFFICE, "scheme", COUNTY, GUANGDONG, steps="评议", start="", **filled)
    assert "这个字段是必填项" in words or "required" in words
    assert steps.page(OFFICE, "scheme", COUNTY, WATCH, start="2020-04-01", notice_days="0")[0] == 200
    assert steps.page(OFFICE, "scheme", COUNTY, WATCH, start="2020-04-01")[0] == 302
    with steps.acting(OFFICE):
        made = Scheme.objects.get(template=WATCH)
        assert (made.start, made.notice_days, made.screen_days) == (date(2020, 4, 1), None, None)
    steps.scheme(screen_days=None)
    assert steps.page(CLERK, "village", VILLAGE, "report", **REPORT)[0] == 302
    assert "县里没有定" in steps.browser(CLERK).get("/identify/reports/").content.decode()


def test_gi_50_through_programs(steps: Steps) -> None:
    """What the county leaves open no program fills in for it."""
    assert steps.program(OFFICE, "scheme", COUNTY, WATCH, start="2020-04-01", notice_days=7) == [
        "token_may_not"
    ]
    with steps.acting(OFFICE):
        assert not Scheme.objects.filter(template=WATCH).exists()
