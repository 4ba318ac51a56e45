"""Somebody from a village, not signed in, finds who assists it, whom to call, and takes the data along."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.site.browser.cast import BOTH, Complaints, Site, passing
from tests.site.browser.test_roles import check

COUNTY = 621121000000


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_from_the_door_to_a_village_and_its_data(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    with passing(browser, site, language, size) as context:
        page, complaints = context.new_page(), Complaints()
        complaints.follow(page)
        page.goto("/")
        page.click('main a[href="/open/"]')
        faults = check(page, complaints, "zh")
        page.click(f'main a[href="/open/{COUNTY}/"]')
        faults |= check(page, complaints, "zh")
        if page.locator("label.fold").is_visible():
            page.click("label.fold")
        page.fill("input[name=q]", "pingxiang")
        page.press("input[name=q]", "Enter")
        page.wait_for_url("**q=pingxiang**")
        expect(page.locator("main tbody tr").first).to_contain_text("平襄镇")
        faults |= check(page, complaints, "zh")
        page.click("main tbody a >> nth=0")
        page.wait_for_url(re.compile(r"/open/621121100\d{3}/$"))
        expect(page.locator("dl.facts").first).to_contain_text("0932-000-0000")
        faults |= check(page, complaints, "zh")
        with page.expect_download() as given:
            page.click('main a[href$="data.json"]')
        told = json.loads(Path(given.value.path()).read_text(encoding="utf-8"))
        assert [v["township"] for v in told["villages"]] == ["平襄镇"]
        assert told["synthetic"] is True
        assert faults == {}
