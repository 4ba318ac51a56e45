"""The page of a year: who may set days, what is refused, and what it says of years that nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.site.acting import Acting
from tests.site.workdays.conftest import Rows

from bangfu.regulation.workdays import WorkCalendar
from bangfu.site.operations.state import _calendar
from bangfu.site.workdays.changing import Setting, change
from bangfu.site.workdays.official import official, unknown_years, workdays_in

Browser = Callable[[str], Client]
UNKNOWN = 2090  # a year far beyond what the library knows
FORM = {"what": "off", "start": "2020-05-08", "end": "2020-05-09", "name": "县庆", "reason": "县里通知"}


def year(client: Client, of: int = 2020) -> Any:
    return client.get("/workdays/", {"year": of}).context["year"]


def days(rows: Rows) -> dict[date, bool]:
    return dict(rows("select day, workday from workdays_day"))


class TestRefusals:
    @pytest.mark.parametrize("role", ["township_clerk", "county_leader", "resident_cadre"])
    @pytest.mark.parametrize("path", ["set", "settle", "forget", "import", "import/do"])
    def test_only_who_keeps_the_rules_sets_days(
        self, browser: Browser, rows: Rows, role: str, path: str
    ) -> None:
        assert browser(role).post(f"/workdays/{path}/", FORM | {"year": 2090}).status_code == 403
        assert days(rows) == {}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"reason": ""},
            {"reason": "x"},
            {"what": "maybe"},
            {"start": "", "end": ""},
            {"start": ""},
            {"start": "2020-05-10"},
            {"end": "2022-05-08"},
            {"start": "2020-02-30"},
            {"start": "1900-01-01", "end": "1900-01-02"},
            {"name": "长" * 101},
        ],
        ids=str,
    )
    def test_a_form_with_a_fault_sets_nothing(
        self, browser: Browser, rows: Rows, wrong: dict[str, str]
    ) -> None:
        answer = browser("county_office").post("/workdays/set/", FORM | wrong)
        assert answer.status_code == 422
        assert answer.context["form"].errors
        assert days(rows) == {}

    def test_what_is_so_already_is_told(self, browser: Browser, rows: Rows) -> None:
        """The 8th is a Friday, the 9th a Saturday on which the State Council has people work."""
        answer = browser("county_office").post("/workdays/set/", FORM | {"what": "worked"})
        assert answer.status_code == 422
        assert days(rows) == {}

    def test_a_day_of_another_county_is_told_and_stays(
        self, browser: Browser, acting: Acting, rows: Rows
    ) -> None:
        with acting("other_office") as other:
            change(other, {date(2020, 5, 8): Setting(False)}, "乙县通知")
        answer = browser("county_office").post("/workdays/set/", FORM)
        assert answer.status_code == 422
        assert "2020-05-08" in str(answer.context["form"].errors)
        assert days(rows) == {date(2020, 5, 8): False}

    @pytest.mark.parametrize("path", ["settle", "forget"])
    def test_a_whole_year_needs_a_reason(self, browser: Browser, rows: Rows, path: str) -> None:
        office = browser("county_office")
        assert office.post(f"/workdays/{path}/", {"year": UNKNOWN, "reason": ""}).status_code == 302
        assert days(rows) == {}


def test_everybody_signed_in_looks_and_only_the_office_is_offered_forms(browser: Browser) -> None:
    for role in ("resident_cadre", "unit_contact", "township_clerk", "provincial_analyst"):
        answer = browser(role).get("/workdays/")
        assert answer.status_code == 200
        assert 'name="day"' not in answer.content.decode()
    assert 'name="day"' in browser("county_office").get("/workdays/").content.decode()


def test_a_known_year_is_drawn_as_the_library_has_it(browser: Browser) -> None:
    found = year(browser("resident_cadre"))
    assert found.is_known
    assert found.workdays == 249
    assert len(found.months) == 12
    signs = {day: cell.sign for day, cell in found.cells.items() if cell.sign}
    assert (signs[date(2020, 4, 6)], signs[date(2020, 4, 26)]) == ("休", "班")
    assert date(2020, 4, 5) not in signs  # a Sunday, holiday or not
    spring = next(run for run in found.runs if run.first == date(2020, 1, 24))
    assert (spring.last, "春节" in spring.name) == (date(2020, 2, 2), True)


def test_a_correction_is_marked_and_taken_back(browser: Browser, rows: Rows) -> None:
    office = browser("county_office")
    assert office.post("/workdays/set/", FORM)["Location"] == "/workdays/?year=2020"
    assert days(rows) == {date(2020, 5, 8): False, date(2020, 5, 9): False}
    cell = year(office).cells[date(2020, 5, 8)]
    assert (cell.sign, cell.is_corrected, cell.name) == ("休", True, "县庆")
    assert year(office).workdays == 247
    office.post("/workdays/set/", FORM | {"what": "before", "reason": "取消了"})
    assert days(rows) == {}
    steps = office.get("/workdays/", {"year": 2020}).context["steps"]
    assert [(s.reason, s.days) for s in steps] == [("取消了", 2), ("县里通知", 2)]


def test_days_are_picked_one_by_one(browser: Browser, rows: Rows) -> None:
    picked = ["2020-06-01", "2020-06-06", "no day"]
    form = {"what": "worked", "day": picked, "reason": "抗旱"}
    browser("county_office").post("/workdays/set/", form)
    assert days(rows) == {date(2020, 6, 6): True}  # the first is a Monday and needs nothing


def test_the_workdays_of_a_span_follow_what_is_set_and_are_not_guessed(
    browser: Browser, acting: Acting
) -> None:
    browser("county_office").post("/workdays/set/", FORM)
    with acting("resident_cadre"):
        assert workdays_in(date(2020, 5, 4), date(2020, 5, 10)) == 2  # the 6th and the 7th
        assert workdays_in(date(UNKNOWN - 1, 12, 31), date(UNKNOWN, 1, 1)) is None


class TestUnknownYear:
    def test_it_says_so_and_draws_weekends(self, browser: Browser) -> None:
        answer = browser("resident_cadre").get("/workdays/", {"year": UNKNOWN})
        assert "只知道周末" in answer.content.decode()
        found = answer.context["year"]
        assert not found.is_known
        assert all(cell.works == (day.weekday() < 5) for day, cell in found.cells.items())

    def test_single_days_do_not_make_it_known_and_the_rest_does(self, browser: Browser, rows: Rows) -> None:
        office = browser("county_office")
        form = FORM | {"start": f"{UNKNOWN}-10-02", "end": f"{UNKNOWN}-10-06", "name": "国庆"}
        office.post("/workdays/set/", form)
        assert not year(office, UNKNOWN).is_known
        assert not year(office, UNKNOWN).cells[date(UNKNOWN, 10, 2)].works
        office.post("/workdays/settle/", {"year": UNKNOWN, "reason": "录完"})
        found = year(office, UNKNOWN)
        assert found.is_known
        assert len(days(rows)) == 365
        office.post("/workdays/set/", form | {"what": "before"})
        assert year(office, UNKNOWN).is_known  # as weekdays have it
        assert year(office, UNKNOWN).cells[date(UNKNOWN, 10, 2)].works
        office.post("/workdays/forget/", {"year": UNKNOWN, "reason": "录错"})
        assert days(rows) == {}


class TestNotice:
    def told(self, day: str) -> list[int]:
        with override_settings(BANGFU_TODAY=day):
            return unknown_years()

    def test_the_next_year_is_asked_for_from_november_and_this_one_always(self, database: str) -> None:
        assert self.told("2020-11-01") == []
        assert self.told("2089-06-01") == [2089]
        assert self.told("2089-11-01") == [2089, 2090]

    def test_the_last_year_of_the_library_asks_for_the_next_in_november(self, database: str) -> None:
        last = max(y for y in range(2020, 2100) if WorkCalendar().knows(y))
        assert self.told(f"{last}-10-31") == []
        assert self.told(f"{last}-11-01") == [last + 1]

    def test_what_the_county_entered_is_known(self, browser: Browser, acting: Acting) -> None:
        browser("county_office").post("/workdays/settle/", {"year": 2089, "reason": "录完"})
        with acting("resident_cadre"):
            assert self.told("2089-06-01") == []
            assert official().knows(2089)

    def test_the_administrator_is_told_on_the_page_of_the_state(self, acting: Acting) -> None:
        with acting("system_admin"), override_settings(BANGFU_TODAY="2089-06-01"):
            check = _calendar()
            assert (check.state, check.url) == ("open", "/workdays/?year=2089")
            assert "2089" in check.told
        with acting("system_admin"):
            assert _calendar().state == "met"
