"""The month as the ledger holds it, and what cannot be right in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.site.attendance.conftest import COUNTY, ONE, TOWN, TWO, Day

Browser = Callable[[str], Client]
MONTH = "/attendance/person/99-cadre/?month=2020-04"


def page(client: Client, address: str = MONTH) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def totals(client: Client, address: str = MONTH) -> dict[str, int]:
    return dict(client.get(address).context["line"].attendance.totals)


def test_another_countys_office_sees_nobody(browser: Browser) -> None:
    assert browser("other_office").get(MONTH).status_code == 404
    assert browser("other_office").get(f"/attendance/place/{TOWN}/").status_code == 404


def test_a_cadre_sees_the_own_month_and_no_sheet(browser: Browser) -> None:
    assert browser("resident_cadre").get(f"/attendance/place/{ONE}/").status_code == 403
    assert (
        browser("resident_cadre").get("/attendance/")["Location"].startswith("/attendance/person/99-cadre/")
    )


def test_each_day_of_a_lasting_entry_counts_once_and_in_its_month_only(browser: Browser, day: Day) -> None:
    day(date(2020, 3, 30), until=date(2020, 4, 2))
    day(date(2020, 4, 6), "overnight_stay")
    clerk = browser("township_clerk")
    assert totals(clerk)["resident_day"] == 2
    assert totals(clerk)["overnight_stay"] == 1
    assert totals(clerk, MONTH.replace("04", "03"))["resident_day"] == 2
    assert "faults" not in page(clerk)


def test_what_was_taken_back_is_gone(browser: Browser, day: Day) -> None:
    entry = day(date(2020, 4, 6))
    clerk = browser("township_clerk")
    assert totals(clerk)["resident_day"] == 1
    clerk.post(f"/ledger/{entry.pk}/withdraw/", {"reason": "记错了"})
    assert totals(clerk)["resident_day"] == 0


def test_april_6_is_an_official_day_off(browser: Browser) -> None:
    month = browser("township_clerk").get(MONTH).context["month"]
    assert date(2020, 4, 6) in month.rests
    assert date(2020, 4, 26) not in month.rests  # a Sunday on which the State Council has people work
    assert month.workdays == 22


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([("resident_day", ONE), ("resident_day", TWO)], "同一天在两个地方：上湾村、下湾村"),
        ([("resident_day", ONE), ("leave_day", None)], "请假，又记了：驻村"),
        ([("official_trip", None), ("leave_day", None)], "请假，又记了"),
        ([("resident_day", ONE), ("resident_day", ONE)], "记了 2 遍，只算一天"),
        ([("resident_day", TWO)], "在 下湾村 没有职务"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_day(
    browser: Browser, day: Day, entries: list[tuple[str, int | None]], told: str
) -> None:
    day(date(2020, 4, 7))
    assert not browser("township_clerk").get(MONTH).context["line"].faults
    for kind, place in entries:
        day(date(2020, 4, 8), kind, place)
    shown = page(browser("township_clerk"))
    assert told in shown
    assert "2020-04-08" in shown
    assert "2020-04-07 " not in shown


def test_the_sheet_has_a_column_a_day_and_names_who_serves(browser: Browser, day: Day) -> None:
    day(date(2020, 4, 7))
    for address in (f"/attendance/place/{TOWN}/?month=2020-04", "/attendance/unit/99-unit/?month=2020-04"):
        answer = browser("township_clerk").get(address)
        [line] = answer.context["lines"]
        assert line.person.pk == "99-cadre"
        assert [c.day for c in line.cells if c.signs] == [7]
        assert len(line.cells) == 30
    assert "There" not in page(browser("township_clerk"), f"/attendance/place/{TOWN}/")


def test_a_month_that_is_no_month_is_this_one(browser: Browser) -> None:
    for text in ("2020-13", "x", "1900-01", ""):
        found = browser("township_clerk").get(f"/attendance/place/{TOWN}/?month={text}").context["month"]
        assert found.first == date(2020, 4, 1)


def test_a_county_is_too_wide_for_one_sheet(browser: Browser) -> None:
    office = browser("county_office")
    assert "请先选一个乡镇" in page(office, f"/attendance/place/{COUNTY}/")
    assert office.post(f"/attendance/place/{COUNTY}/confirm/", {"person": "99-cadre"}).status_code == 404
    assert office.get(f"/attendance/place/{TOWN}/").context["lines"]
