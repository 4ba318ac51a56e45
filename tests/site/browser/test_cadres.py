"""Somebody sees red, reads why, asks for an exemption, and the office decides; the list of duties goes along as a file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import BOTH, DESK, PHONE, Site, seat, soon


# Each time another of the red marks, since one can be asked for only once.
@pytest.mark.parametrize(
    ("language", "size", "number", "approved"),
    [pytest.param("zh", PHONE, 0, True, id="zh-phone"), pytest.param("en", DESK, 1, False, id="en-desk")],
)
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
        page.wait_for_url("**/exemptions/*/")
        asked = page.url
        assert complaints.heard == []
        decide(browser, site, language, size, asked, approved)
        judged(page, why, ".verdict.state-exempt" if approved else ".verdict.state-unmet")


def judged(page: Page, address: str, mark: str) -> None:
    """A decision is judged a moment later; whoever looks again sees it."""
    soon(page, address, page.locator(mark).count, f"{mark} is not shown")


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
    browser: Browser, site: Site, language: str, size: dict[str, int], tmp_path: Path
) -> None:
    with seat(browser, site, "township_leader", language, size) as (page, complaints):
        page.goto("/duties/?status=unmet")
        shown = int(page.locator(".tile[aria-current] b").inner_text())
        with page.expect_download() as download:
            page.click("a[href^='/duties/export/xlsx/']")
        download.value.save_as(tmp_path / "duties.xlsx")
        rows = list(openpyxl.load_workbook(tmp_path / "duties.xlsx").worksheets[0].values)
        assert len(rows) == shown + 1
        word = {"zh": "未落实", "en": "Unmet"}[language]
        assert {row[rows[0].index("status")] for row in rows[1:]} == {word}
        assert complaints.heard == []
