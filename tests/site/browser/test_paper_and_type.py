"""How pages look in other ways: printed, in large type."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import Site, seat

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LEFT = "[...document.querySelectorAll('.side, .bar, .top')].filter(e => e.offsetParent).length"


def test_a_page_prints_without_its_navigation(browser: Browser, site: Site) -> None:
    with seat(browser, site, "township_leader") as (page, complaints):
        page.goto("/duties/?status=unmet")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
        assert (page.evaluate(LEFT), page.evaluate(WIDER)) == (0, 0)
        assert page.pdf(format="A4").startswith(b"%PDF")
        assert complaints.heard == []


def test_large_type_fits_a_phone(browser: Browser, site: Site) -> None:
    with seat(browser, site, "township_clerk") as (page, complaints):
        paths = ("/", "/duties/", "/record/", "/people/")
        set_large(page, "1")
        try:
            looks = {path: look(page, path) for path in paths}
        finally:
            set_large(page, "0")
        assert looks == {path: [20, 0] for path in paths}
        assert complaints.heard == []


def look(page: Page, path: str) -> list[float]:
    """The size of letters in pixels, and by how many a page is wider than the screen."""
    page.goto(path)
    expect(page.locator("html.large")).to_be_attached()
    return page.evaluate(f"[parseFloat(getComputedStyle(document.documentElement).fontSize), {WIDER}]")


def set_large(page: Page, value: str) -> None:
    """By the menu of the account."""
    page.goto("/me/")
    page.click("details.account summary")
    page.click(f"button[name=large][value='{value}']")
    page.wait_for_url("**/me/")
