"""Every page opens for every role that works, in both languages, and says what the table says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.web.roles import ROLES

SignIn = Callable[..., Client]
Rows = Callable[..., list[tuple[Any, ...]]]
WORKING = [code for code, role in ROLES.items() if role.sees != "none"]
HOMES = {"person": "/home/mine/", "unit": "/home/unit/", "area": "/home/area/"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PAGES = (
    "/duties/",
    "/duties/?status=unmet&sort=bearer",
    "/duties/compare/?from=2020-11-20&to=2020-11-20",
    "/exemptions/",
    "/regulations/",
    "/regulations/gansu-2019-33/",
    "/regulations/gansu-2019-33/五(四)/",
)


@pytest.mark.parametrize("role", [code for code in ROLES if code not in WORKING])
def test_administrators_see_no_duties(signed_in: SignIn, role: str) -> None:
    assert signed_in(role).get("/duties/").status_code in {302, 403, 404}


@pytest.mark.parametrize(
    ("language", "roles"), [("zh-hans", WORKING), ("en", ["resident_cadre", "unit_leader", "county_office"])]
)
def test_every_page_opens(signed_in: SignIn, judge: Judge, language: str, roles: list[str]) -> None:
    for role in roles:
        browser = signed_in(role, language)
        for page in (HOMES[ROLES[role].home], *PAGES, *reached(browser)):
            assert browser.get(page).status_code == 200, (role, page)


def reached(browser: Client) -> set[str]:
    """The first why page and the first board of each kind that the lists lead to."""
    found: set[str] = set()
    for status in ("met", "unmet", "exempt"):
        text = browser.get(f"/duties/?status={status}").content.decode()
        for kind in (r"\d{4}-\d\d-\d\d/\d+", r"person/[^/\"]+", r"unit/[^/\"]+", r"place/\d+"):
            found.update(re.findall(rf'href="(/duties/{kind}/)"', text)[:1])
    return found


@pytest.mark.parametrize("page", ["/duties/", "/exemptions/", "/duties/compare/?from=2020-11-20"])
def test_english_pages_are_english(signed_in: SignIn, page: str) -> None:
    text = signed_in("county_office", "en").get(page).content.decode()
    labels = re.findall(r"<(?:h1|h2|label|caption|button)[^>]*>([^<]+)<", text)
    assert labels
    assert not [label for label in labels if CHINESE.search(label)]


def test_the_why_page_says_the_figures_of_the_judge(signed_in: SignIn, judge: Judge, rows: Rows) -> None:
    query = "select number, achieved, required from duties_verdict where status = 'unmet' order by number"
    browser = signed_in("county_office")
    for number, achieved, required in rows(query)[:10]:
        told = judge.why(STANDS_ON, number, "zh")
        assert told is not None
        text = browser.get(f"/duties/{STANDS_ON}/{number}/").content.decode()
        assert f"应做 {required:g}" in text
        assert f"计入 {achieved:g}" in text
        for entry in told["counted"]:
            assert f"/ledger/{entry['id']}/" in text
        for entry in told["not_counted"]:
            assert entry["sentence"] in text


def test_a_verdict_of_another_county_is_as_if_it_were_not_there(signed_in: SignIn, rows: Rows) -> None:
    ((number,),) = rows("select min(number) from duties_verdict")
    assert signed_in("other_office").get(f"/duties/{STANDS_ON}/{number}/").status_code == 404
    assert signed_in("other_office").get("/duties/").context["page"].paginator.count == 0


def test_without_the_judge_the_result_stands_and_the_page_says_what_is_missing(
    signed_in: SignIn, rows: Rows
) -> None:
    ((number,),) = rows("select min(number) from duties_verdict where status = 'unmet'")
    browser = signed_in("county_office")
    why = browser.get(f"/duties/{STANDS_ON}/{number}/")
    assert why.status_code == 200
    assert "判定程序没有应答" in why.content.decode()
    waits = browser.get("/duties/?as_of=2020-10-20")
    assert waits.status_code == 200
    assert "正在判定" in waits.content.decode()
    assert browser.get("/duties/2020-10-20/ready/").status_code == 200


@pytest.mark.parametrize("day", ["2013-12-31", "2020-11-21", "2020-02-30"])
def test_a_day_that_nobody_can_judge_is_a_missing_page(signed_in: SignIn, day: str) -> None:
    assert signed_in("county_office").get(f"/duties/{day}/1/").status_code == 404


def test_two_days_are_compared_as_the_judge_counts_them(signed_in: SignIn, judge: Judge, rows: Rows) -> None:
    browser = signed_in("provincial_analyst")
    assert browser.get("/duties/2020-09-01/ready/").headers["HX-Refresh"] == "true"
    page = browser.get("/duties/compare/?from=2020-09-01&to=2020-11-20")
    counts = {
        (str(day), status): number
        for day, status, number in rows(
            "select s.as_of, v.status, count(*) from duties_verdict v join duties_snapshot s on s.id = v.snapshot_id"
            " group by 1, 2"
        )
    }
    for each in page.context["all"]:
        assert each.before == counts.get(("2020-09-01", each.code), 0)
        assert each.after == counts.get(("2020-11-20", each.code), 0)
    newly = rows(
        """select count(*) from duties_verdict v join duties_snapshot s on s.id = v.snapshot_id and s.live
        where v.status = 'unmet' and not exists (select 1 from duties_verdict w
        where w.snapshot_id <> v.snapshot_id and w.number = v.number and w.status = 'unmet')"""
    )
    assert page.context["page"].paginator.count == newly[0][0]
