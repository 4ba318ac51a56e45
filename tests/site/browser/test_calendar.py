"""The county office enters a year that nobody knows yet, and puts a day right; a cadre sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.site.browser.cast import BOTH, Site, seat
from tests.site.browser.test_roles import check

YEARS = {"zh": 2031, "en": 2032}
HEADS = {"zh": "从,到,类别,名称", "en": "from,until,kind,name"}
KINDS = {"zh": ("休", "班", "春节"), "en": ("off", "worked", "Spring Festival")}
REASON = {"zh": "国办通知", "en": "the notice"}
CORRECTED = {"zh": "2015-06-05", "en": "2015-06-08"}  # before anybody served


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_a_year_is_entered_and_a_day_put_right(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    year, (off, worked, spring) = YEARS[language], KINDS[language]
    with seat(browser, site, "county_office", language, size) as (page, complaints):
        page.goto("/regulations/")
        page.click('main a[href="/workdays/"]')
        faults = check(page, complaints, language)
        page.goto(f"/workdays/?year={year}")
        expect(page.locator(".notice.state-open")).to_contain_text(str(year))
        faults |= check(page, complaints, language)
        page.click('main .notice a[href="/workdays/import/"]')
        faults |= check(page, complaints, language)
        rows = [HEADS[language], f"{year}-02-02,{year}-02-08,{off},{spring}", f"{year}-02-30,,{worked},"]
        page.fill("#id_text", "\n".join(rows))
        page.click("main form button.btn-primary")
        expect(page.locator("main tbody tr")).to_have_count(1)
        expect(page.locator("main tbody tr")).to_contain_text(f"{year}-02-30")
        complaints.taken()  # the browser's own word on the refusal
        faults |= check(page, complaints, language)
        sunday = page.evaluate(
            f"[...Array(28).keys()].map(n => new Date(Date.UTC({year}, 2, n + 1)))"
            ".find(d => d.getUTCDay() === 0).toISOString().slice(0, 10)"
        )
        page.fill("#id_text", "\n".join([*rows[:2], f"{sunday},,{worked},{spring}"]))
        page.click("main form button.btn-primary")
        expect(page.locator(".tile")).to_have_count(3)
        faults |= check(page, complaints, language)
        page.fill("#id_reason", REASON[language])
        page.click("main form button.btn-primary")
        page.wait_for_url(f"**/workdays/?year={year}")
        expect(page.locator(".notice.state-met:not([data-passing])")).to_contain_text(str(year))
        expect(page.locator(f"td.moved:not(.off):has(input[value='{sunday}'])")).to_be_visible()
        expect(page.locator(f"td.off:has(input[value='{year}-02-04'])")).to_be_visible()
        faults |= check(page, complaints, language)

        day = CORRECTED[language]
        page.goto("/workdays/?year=2015")
        page.locator(f"input[value='{day}']").focus()
        page.keyboard.press("Space")
        page.fill("#id_reason", REASON[language])
        page.click("#set button")
        expect(page.locator(f"td.corrected.off:has(input[value='{day}'])")).to_be_visible()
        faults |= check(page, complaints, language)
        assert faults == {}

    with seat(browser, site, "resident_cadre", language, size) as (page, complaints):
        page.goto("/attendance/")
        page.click('main a[href^="/workdays/"]')
        page.goto("/workdays/?year=2015")
        expect(page.locator(f"td.corrected.off time[datetime='{day}']")).to_be_visible()
        expect(page.locator("main form")).to_have_count(0)
        assert check(page, complaints, language) == {}
