"""Who reads what of a year: a county all of it, a body its own line and what that rests on, and lists once published."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting
from tests.site.assessment.conftest import HERE, RUNNING, SCHEME
from tests.site.assessment.entered import fill, worked
from tests.site.conftest import client_for
from tests.site.reading import words_of

BODIES = {
    "unit": [f"unit:u{n}:东" for n in range(1, 5)],
    "town": [f"township:51170310{n}000:东" for n in range(1, 5)],
}
EVERYBODY = [*BODIES["unit"], *BODIES["town"]]
SEES = {
    "county_office": EVERYBODY, "inspection_office": EVERYBODY, "county_leader": EVERYBODY,
    "unit_contact": EVERYBODY[:1], "township_clerk": BODIES["town"][:1], "responsible_helper": [],
}  # fmt: skip


@pytest.fixture
def year(here: str, acting: Acting) -> None:
    """A year that was worked out."""
    fill(acting)
    worked(acting)


@pytest.mark.parametrize("role", SEES)
def test_each_opens_the_own_bodies_and_no_others(year: None, role: str) -> None:
    client = client_for(role, "d")
    for body in EVERYBODY:
        for address in (f"{HERE}{body}/", f"{HERE}{body}/cadres_in_place/"):
            expected = 200 if body in SEES[role] else 404
            assert client.get(address).status_code == expected, address


@pytest.mark.parametrize("role", SEES)
def test_a_list_shows_the_bodies_that_a_role_sees(year: None, role: str) -> None:
    page = words_of(client_for(role, "d").get(HERE))
    assert [f"示例{n}局" in page for n in range(4)] == [f"unit:u{n}:东" in SEES[role] for n in range(1, 5)]


def test_an_administrator_opens_none(year: None) -> None:
    assert client_for("audit_admin", "d").get(HERE).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        f"/assessment/{SCHEME}/2016/", "/assessment/gansu-2019-33-units/2019/", "/assessment/nothing/2019/",
        f"{HERE}unit:u9:东/", f"{HERE}unit:u1/", f"{HERE}unit:u1:西/", f"{HERE}township:x:东/", f"{HERE}thing/",
        f"{HERE}unit:u1:东/nothing/", f"{HERE}unit:u1:东/cadres_in_place/?part=nothing", f"{HERE}?county=990001000000",
    ],
)  # fmt: skip
def test_what_is_not_there_is_missing(year: None, address: str) -> None:
    assert client_for("county_office", "d").get(address).status_code == 404


def test_every_number_opens_to_its_rows(year: None) -> None:
    client = client_for("unit_contact", "d")
    body = words_of(client.get(f"{HERE}{EVERYBODY[0]}/"))
    assert "5/5" in body
    assert "9/10" in body
    page = words_of(client.get(f"{HERE}{EVERYBODY[0]}/cadres_in_place/"))
    assert page.count("示例0村") == 5
    assert "符合" in page


def test_the_last_of_a_list_are_told_in_words_and_what_would_change_it(year: None) -> None:
    client = client_for("county_office", "d")
    assert words_of(client.get(HERE)).count("末位") >= 4
    page = words_of(client.get(f"{HERE}unit:u4:东/"))
    assert "要离开末位" in page
    assert "第 4 名，共 4 家" in page


def test_a_year_that_runs_is_a_preview_and_names_what_is_missing(here: str, acting: Acting) -> None:
    worked(acting, RUNNING)
    page = words_of(client_for("county_office", "d").get(f"/assessment/{SCHEME}/{RUNNING}/"))
    assert "只是预看" in page
    assert "还缺什么" in page
    assert "督查人员录检查结果" in page


def test_a_page_waits_until_the_year_is_worked_out(here: str, acting: Acting) -> None:
    client = client_for("county_office", "d")
    assert "正在按最新的台账" in words_of(client.get(HERE))
    assert "HX-Refresh" not in client.get(f"{HERE}ready/")
    worked(acting)
    assert "正在按最新的台账" not in words_of(client.get(HERE))
    assert client.get(f"{HERE}ready/")["HX-Refresh"] == "true"


def test_what_is_entered_later_makes_a_year_out_of_date(year: None, acting: Acting) -> None:
    fill_one(acting)
    assert "正在按最新的台账" in words_of(client_for("unit_contact", "d").get(HERE))


def fill_one(acting: Acting) -> None:
    from tests.site.assessment.entered import check

    with acting("inspector") as account:
        check(account, 0, "no", day=20)


def test_a_reader_of_english_reads_english(year: None) -> None:
    client = client_for("county_office", "d")
    client.cookies["django_language"] = "en"
    page = words_of(client.get(f"{HERE}unit:u4:东/"))
    assert "to leave" in page.lower() or "last" in page.lower()


def test_the_year_as_a_workbook(year: None) -> None:
    client = client_for("county_office", "d")
    assert client.get(f"{HERE}export/")["Content-Disposition"].endswith('2019.xlsx"')


def test_the_list_of_schemes_is_of_those_in_force(here: str) -> None:
    page = words_of(client_for("unit_contact", "d").get("/assessment/"))
    assert "片区驻村帮扶年度排位" in page
    assert "通渭" not in page
