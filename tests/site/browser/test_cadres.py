"""Somebody sees red, reads why, asks for an exemption, and the office decides; the list of duties goes along as a file."""

from __future__ import annotations

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import BOTH, Site, seat


# In each language another of the red marks, since one can be asked for only once.
@pytest.mark.parametrize(("number", "approved"), [(0, True), (1, False)])
@pytest.mark.parametrize(("language", "size"), BOTH)
def test_a_red_mark_says_why_and_an_exemption_is_asked_for_and_decided(
    browser: Browser, site: Site, language: str, size: dict[str, int], number: int, approved: bool
) -> None:
    with seat(browser, site, "unit_contact", language, size) as (page, complaints):
        page.goto("/duties/?status=unmet")
        page.locator("tbody th a").nth(number).click()
        why = page.url
        expect(page.locator(".verdict.state-unmet")).to_be_visible()
        expect(page.locator("blockquote.clause")).not_to_be_empty()
        page.click("a[href$='/exemption/']")
        page.fill("#id_reason", "全乡抗洪 flood relief")
        page.click("main form button.btn-primary")
        asked = page.url
        assert "/exemptions/" in asked
        assert complaints.heard == []
        decide(browser, site, language, size, asked, approved)
        page.goto(why)
        state = {True: ".state-exempt", False: ".state-unmet"}[approved]
        expect(page.locator(f".verdict{state}")).to_be_visible()


def decide(
    browser: Browser, site: Site, language: str, size: dict[str, int], asked: str, approved: bool
) -> None:
    """The office opens what waits on its home page, and decides with a reason."""
    with seat(browser, site, "county_office", language, size) as (page, complaints):
        page.goto("/")
        page.click(f"main a[href='{asked.removeprefix(site.url[:-1])}']")
        page.fill("#id_decision", "情况属实 as reported")
        page.click(f"button[name=approved][value='{int(approved)}']")
        expect(page.locator("main")).to_contain_text("情况属实 as reported")
        assert complaints.heard == []


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_the_list_of_duties_goes_along_as_a_workbook(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, "township_leader", language, size) as (page, complaints):
        page.goto("/duties/?status=unmet")
        shown = int(page.locator(".tile[aria-current] b").inner_text())
        with page.expect_download() as download:
            page.click("a[href^='/duties/export/xlsx/']")
        rows = list(openpyxl.load_workbook(download.value.path()).active.values)  # type: ignore[union-attr]
        assert len(rows) == shown + 1
        word = {"zh": "未落实", "en": "unmet"}[language]
        assert {row[rows[0].index("status")] for row in rows[1:]} == {word}
        assert complaints.heard == []


def printed(page: Page) -> dict[str, int]:
    """How wide the page is on paper, and what of the navigation is left."""
    return page.evaluate("""() => ({
        bars: [...document.querySelectorAll('.side, .bar, .top')].filter(e => e.offsetParent).length,
        wider: document.documentElement.scrollWidth - document.documentElement.clientWidth})""")


def test_a_page_prints_without_its_navigation(browser: Browser, site: Site) -> None:
    with seat(browser, site, "township_leader") as (page, complaints):
        page.goto("/duties/?status=unmet")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
        assert printed(page) == {"bars": 0, "wider": 0}
        assert page.pdf(format="A4").startswith(b"%PDF")
        assert complaints.heard == []


@pytest.mark.parametrize("path", ["/", "/duties/", "/record/", "/people/"])
def test_large_type_fits_a_phone(browser: Browser, site: Site, path: str) -> None:
    with seat(browser, site, "township_clerk") as (page, complaints):
        page.goto(path)
        small = size_of_type(page)
        set_large(page, "1")
        page.goto(path)
        page.wait_for_function("document.documentElement.classList.contains('large')")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        larger = size_of_type(page) / small
        set_large(page, "0")
        assert (wider, larger) == (0, 1.25)
        assert complaints.heard == []


def set_large(page: Page, value: str) -> None:
    """By the menu of the account."""
    page.goto("/me/")
    page.click("details.account summary")
    page.click(f"button[name=large][value='{value}']")
    page.wait_for_url("**/me/")


def size_of_type(page: Page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
