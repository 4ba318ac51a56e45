"""The sheet of a month: what three absences cost, each month once, and what a review gave back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from tests.site.acting import Acting
from tests.site.allowances.conftest import Decided
from tests.site.conftest import Quick
from tests.site.reading import body_of

from bangfu.entitlements.line import Line
from bangfu.site.allowances.reading import month_for
from bangfu.site.cases.moving import Ruling, Said, step

Browser = Callable[[str], Quick]
MONTHS = [date(2018, month, 1) for month in range(1, 13)]


def lines(acting: Acting, name: str, month: date, person: str = "p1") -> list[Line]:
    with acting(name) as account:
        return [line for line in month_for(account, month).found if line.person == person]


def line(acting: Acting, name: str, month: date, person: str = "p1") -> Line:
    [found] = [x for x in lines(acting, name, month, person) if x.what == "residency_allowance"]
    return found


@pytest.mark.parametrize("role", [
    "responsible_helper", "township_clerk", "township_leader", "inspector", "tip_reception", "provincial_analyst", "system_admin",
])  # fmt: skip
def test_nobody_else_opens_it(county: str, browser: Browser, role: str) -> None:
    for address in (
        "/allowances/",
        "/allowances/year/2018/",
        "/allowances/p1/2018-03/",
        "/allowances/rates/",
    ):
        assert browser(role).get(address).status_code == 403, address


@pytest.mark.parametrize(("name", "people"), [
    ("county_office", {"p1", "p3"}), ("organization_department", {"p1", "p3"}), ("county_leader", {"p1", "p3"}),
    ("inspection_office", {"p1", "p3"}), ("unit_one", {"p1"}), ("unit_two", {"p3"}), ("cadre_one", {"p1"}),
    ("cadre_three", {"p3"}), ("unit_contact", set()), ("resident_cadre", set()),
])  # fmt: skip
def test_each_reads_their_own_part(county: str, acting: Acting, name: str, people: set[str]) -> None:
    with acting(name) as account:
        assert {x.person for x in month_for(account, date(2018, 3, 1)).found} == people


@pytest.mark.parametrize(("name", "person"), [
    ("unit_one", "p3"), ("unit_two", "p1"), ("cadre_one", "p3"), ("county_office", "nobody"), ("unit_contact", "p1"),
])  # fmt: skip
def test_the_page_of_somebody_else_is_missing(county: str, browser: Browser, name: str, person: str) -> None:
    assert browser(name).get(f"/allowances/{person}/2018-03/").status_code == 404


@pytest.mark.parametrize("address", [
    "/allowances/p1/2018-13/", "/allowances/p1/2019-04/", "/allowances/p1/x/", "/allowances/year/2020/",
    "/allowances/year/1999/", "/allowances/export/pdf/",
])  # fmt: skip
def test_what_makes_no_sense_is_missing(county: str, browser: Browser, address: str) -> None:
    assert browser("county_office").get(address).status_code == 404


def test_before_a_decision_is_served_everything_is_due(county: str, acting: Acting, decided: Decided) -> None:
    decided(served=False)
    for month in MONTHS:
        found = line(acting, "unit_one", month)
        assert (found.state, found.amount, found.deducted) == ("due", Decimal(800), Decimal(0)), month


@pytest.mark.parametrize("name", ["county_office", "unit_one", "cadre_one"])
def test_three_absences_take_each_month_of_the_year_once(
    county: str, acting: Acting, decided: Decided, name: str
) -> None:
    cases = decided()
    assert sorted((c.proposed_from, c.proposed_to) for c in cases) == [
        (date(2018, 1, 1), date(2018, 12, 31)),
        (date(2018, 2, 1), date(2018, 2, 28)),
        (date(2018, 4, 1), date(2018, 6, 30)),
    ]
    for month in MONTHS:
        found = line(acting, name, month)
        assert (found.state, found.deducted, found.left) == ("cancelled", Decimal(800), Decimal(0)), month
    assert len(line(acting, name, date(2018, 5, 1)).decisions) == 2
    assert line(acting, name, date(2019, 1, 1)).state == "due"


def test_a_review_granted_in_part_corrects_the_sheet(county: str, acting: Acting, decided: Decided) -> None:
    whole = next(c for c in decided() if c.proposed_to == date(2018, 12, 31))
    with acting("concerned") as account:
        step(account, whole, "appeal", Said("请复核"))
    with acting("second_county_leader") as account:
        ruling = Ruling("allowance_cancelled", date(2018, 8, 1), date(2018, 8, 31))
        step(account, whole, "grant_part", Said("减为一个月", ruling=ruling))
    states = [line(acting, "unit_one", month).state for month in MONTHS]
    cancelled = {2, 4, 5, 6, 8}
    assert states == ["cancelled" if month in cancelled else "due" for month in range(1, 13)]


def test_a_review_that_annuls_leaves_nothing_cancelled(county: str, acting: Acting, decided: Decided) -> None:
    whole = next(c for c in decided() if c.proposed_to == date(2018, 12, 31))
    with acting("concerned") as account:
        step(account, whole, "appeal", Said("请复核"))
    with acting("second_county_leader") as account:
        step(account, whole, "grant", Said("撤销"))
    assert line(acting, "unit_one", date(2018, 9, 1)).state == "due"


def test_the_page_links_a_case_for_those_who_may_read_it(
    county: str, browser: Browser, decided: Decided
) -> None:
    cases = decided()
    for name, linked in (("county_office", True), ("unit_one", False)):
        for address in ("/allowances/?month=2018-08", "/allowances/p1/2018-08/"):
            html = body_of(browser(name).get(address)).decode()
            assert any(f'href="/cases/{c.pk}/"' in html for c in cases) == linked, (name, address)
            assert "已取消" in html
            assert "800.00" in html


def test_each_clause_on_the_sheet_has_its_page(county: str, browser: Browser) -> None:
    html = body_of(browser("county_office").get("/allowances/?month=2018-08")).decode()
    start = html.index('href="/regulations/dachuan-2017-96/') + len('href="')
    assert browser("county_office").get(html[start : html.index('"', start)]).status_code == 200


def test_an_amount_that_nobody_set_is_said_to_be_unknown(county: str, browser: Browser) -> None:
    html = body_of(browser("county_office").get("/allowances/year/2018/?kind=fund")).decode()
    assert "经费" in html
    assert "5,000.00" in html
