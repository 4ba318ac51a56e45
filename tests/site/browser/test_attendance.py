"""A cadre's month: an errand that was forgotten, leave refused and granted; the township confirms and prints the sheet."""

from __future__ import annotations

from calendar import monthrange

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import BOTH, Site, seat, soon

MONTHS = ("2020-11", "2020-10", "2020-09")
BLANK = ".month td:not(.rest):not(.other):not(:has(ul)) time"
TODAY = "2020-11-20"
TOO_MANY = {"zh": "{} 只有 {} 天，纸上写了 32 天", "en": "{} has only {} days, and the paper says 32"}


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_a_month_of_a_cadre(browser: Browser, site: Site, language: str, size: dict[str, int]) -> None:
    with seat(browser, site, "resident_cadre", language, size) as (page, complaints):
        month, day = blank_day(page)
        before = counted(page)
        page.fill("#on", day)
        page.select_option("#kind", "official_trip")
        page.locator("form:has(#on) button").click()
        page.fill("#id_note", "送材料 errand")
        page.click("main form[method=post] button.btn-primary")
        page.wait_for_url("**/ledger/*/")
        follows(page, month, before + 1)
        expect(page.locator(f".month td:has(time[datetime='{day}']) li")).to_have_count(1)
        person = page.url.split("?")[0]
        assert complaints.heard == []

        first, second = ("2020-12-01", "2020-12-03") if language == "zh" else ("2020-12-05", "2020-12-06")
        refused = ask(page, first, second)
        decide(browser, site, language, size, refused, "0")
        granted = ask(page, first, second)
        decide(browser, site, language, size, granted, "1")
        page.goto(granted)
        expect(page.locator("form[action$='/return/']")).to_be_visible()

    with seat(browser, site, "township_clerk", language, size) as (page, complaints):
        page.goto(f"/attendance/?month={month}")
        days = monthrange(int(month[:4]), int(month[5:]))[1]
        key = person.rstrip("/").rsplit("/", 1)[1]
        page.fill(f"input[name='claim-{key}']", "32")
        page.click("form:has(.register) button.btn-primary")
        expect(page.locator(".notice.state-unmet")).to_contain_text(TOO_MANY[language].format(month, days))
        row = page.locator(f".register tr:has(a[href*='{key}'])")
        page.click("form:has(.register) button.btn-primary")
        expect(row.locator(".pill.state-met")).to_be_visible()
        prints(page)
        assert complaints.heard == []


def blank_day(page: Page) -> tuple[str, str]:
    """A workday of the last months on which nothing was recorded yet."""
    for month in MONTHS:
        page.goto(f"/attendance/?month={month}")
        days = [t.get_attribute("datetime") or "" for t in page.locator(BLANK).all()]
        past = [d for d in days if d < TODAY]
        if past:
            return month, past[0]
    raise AssertionError("every workday of three months has an entry")


def counted(page: Page) -> int:
    """How many workdays count by now: the second forecast, `203 / 220`."""
    told = page.locator(".due li .done small").all_text_contents()
    return next(int(t.split("/")[0]) for t in told if "220" in t)


def follows(page: Page, month: str, expected: int) -> None:
    """The verdict follows a moment later; whoever looks again sees it."""
    soon(page, f"/attendance/?month={month}", lambda: counted(page) == expected, f"not {expected} workdays")


def ask(page: Page, first: str, last: str) -> str:
    """Ask for leave; the address of what was asked."""
    page.goto("/leave/new/")
    page.fill("#id_start", first)
    page.fill("#id_end", last)
    page.fill("#id_reason", "家中有事 family")
    page.click("main form button.btn-primary")
    page.wait_for_url(lambda url: "/leave/" in url and "new" not in url)
    return page.url


def decide(
    browser: Browser, site: Site, language: str, size: dict[str, int], asked: str, approved: str
) -> None:
    """The township's leader finds it on the list, and decides."""
    with seat(browser, site, "township_leader", language, size) as (page, complaints):
        page.goto("/leave/")
        page.click(f"main a[href='{asked.removeprefix(site.url[:-1])}']")
        page.fill("#id_decision", "已核实 checked")
        page.click(f"button[name=approved][value='{approved}']")
        mark = ".pill.state-met" if approved == "1" else ".pill.state-unmet"
        expect(page.locator(f"main {mark}").first).to_be_visible()
        assert complaints.heard == []


def prints(page: Page) -> None:
    """On paper the sheet has lines to sign and nothing to click."""
    page.emulate_media(media="print")
    expect(page.locator(".signing")).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
