"""Everybody signs in, lands on a page made for them, and opens what the navigation offers."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser
from tests.site.browser.cast import DESK, PHONE, Site, seat

from bangfu.site.web.roles import ROLES

BOTH = [pytest.param("zh", PHONE, id="zh-phone"), pytest.param("en", DESK, id="en-desk")]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("language", "size"), BOTH)
def test_lands_at_home_and_opens_every_page_of_the_navigation(
    browser: Browser, site: Site, role: str, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, role, language, size) as (page, complaints):
        page.goto(site.url)
        assert "/home/" in page.url
        links = page.locator("nav.side ul a").evaluate_all("all => all.map(a => a.href)")
        assert len(links) >= 2
        for link in links:
            t = time.time()
            page.goto(link)
            page.wait_for_load_state("networkidle")
            print(role, link, round(time.time() - t, 2))
        assert complaints.heard == []
