"""A cadre makes a token, a program records with it and asks why, and the cadre takes it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.site.browser.cast import BOTH, PHONE, Site, passing, seat
from tests.site.browser.test_roles import check

from bangfu.client import Client, RefusedError
from bangfu.site.demo.county import STANDS_ON


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_the_pages_of_tokens_and_of_the_api_open_clean(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, "unit_contact", language, size) as (page, complaints):
        page.goto(f"{site.url}me/tokens/")
        faults = dict(check(page, complaints, language))
        page.fill("#id_name", "Data centre")
        page.fill("#id_until", "2021-01-31")
        page.click("main form button.btn-primary")
        expect(page.locator("code.long")).to_contain_text("bangfu_")
        faults |= check(page, complaints, language)
        page.click("main a.btn")
        faults |= check(page, complaints, language)
        page.goto(f"{site.url}api/v1/docs")
        faults |= check(page, complaints, language)
        assert faults == {}


def test_a_program_works_with_it_until_it_is_taken_back(browser: Browser, site: Site) -> None:
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, _):
        page.goto(site.url + "me/")
        page.click("text=接口令牌")
        page.fill("#id_name", "对接程序")
        page.fill("#id_until", "2021-01-31")
        page.check("#id_may_record")
        page.click("main form button.btn-primary")
        program = Client(site.url, page.locator("code.long").inner_text().strip())
        me = program.me()
        home = next(h for h in program.rows("households") if me["person"] in h["helpers"])
        visit = {
            "id": "from-a-program-1",
            "kind": "household_visit",
            "on": me["today"],
            "household": home["id"],
        }
        assert [o["status"] for o in program.record_many([visit, visit])] == ["recorded", "known"]
        verdict = next(
            iter(program.verdicts(duty="gansu-2019-33:helper-household-visits", household=home["id"])), None
        )
        verdict = verdict or next(iter(program.verdicts()))
        told = program.verdict(type(STANDS_ON).fromisoformat(me["today"]), verdict["number"])
        assert told["why"]["text"]
        page.goto(f"{site.url}me/tokens/")
        page.click("main td button")
        expect(page.locator("main table")).to_contain_text("收回")
        with pytest.raises(RefusedError, match="no_token"):
            program.me()


def test_the_description_needs_no_sign_in(browser: Browser, site: Site) -> None:
    with passing(browser, site, "zh", PHONE) as context:
        page = context.new_page()
        page.goto(f"{site.url}api/v1/docs")
        expect(page.locator("h1")).to_have_text("接口说明")
