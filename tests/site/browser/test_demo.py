"""The made-up cases, honours and corrections of the demo: every role finds something of them to look at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.site.browser.cast import BOTH, PHONE, Site, seat
from tests.site.browser.test_papers import clean

# The whole demo county has one that was annulled as well: the small one of these tests has no township secretary.
STATES = (
    "已告知，听取意见",
    "已陈述申辩",
    "待决定",
    "已决定，待送达",
    "已生效",
    "复核中",
    "已执行完毕",
)


def test_a_case_stands_in_each_state(browser: Browser, site: Site) -> None:
    with seat(browser, site, "county_office", "zh", PHONE) as (page, complaints):
        page.goto("/cases/")
        for state in STATES:
            expect(page.locator("main tbody .pill", has_text=state).first).to_be_visible()
        clean(page, complaints)


@pytest.mark.parametrize("role", ["county_office", "county_leader", "resident_cadre", "unit_leader"])
@pytest.mark.parametrize(("language", "size"), BOTH)
def test_something_waits_for_those_who_act(
    browser: Browser, site: Site, role: str, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, role, language, size) as (page, complaints):
        page.goto("/cases/?group=mine")
        clean(page, complaints)
        page.locator("main tbody a").first.click()
        page.wait_for_url("**/cases/*/")
        expect(page.locator("main form[id^=step-] button").first).to_be_visible()
        clean(page, complaints)


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_the_cadre_finds_a_year_and_what_was_asked_in_their_file(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, "resident_cadre", language, size) as (page, complaints):
        page.goto("/me/file/")
        expect(page.locator("[data-chart] canvas, [data-chart] svg").first).to_be_visible()
        expect(page.locator("main .events > li")).to_have_count(2)
        clean(page, complaints)
