"""What the first pages cost on a slow network."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from tests.site.browser.cast import PHONE, Site, sign_in

MOST = 200_000  # bytes


def test_signing_in_and_the_recording_page_weigh_less_than_two_hundred_kilobytes(
    browser: Browser, site: Site
) -> None:
    with browser.new_context(viewport=PHONE, base_url=site.url, service_workers="block") as context:  # type: ignore[arg-type]
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        told: list[float] = []
        network.on("Network.loadingFinished", lambda event: told.append(event["encodedDataLength"]))
        page.goto("/sign-in/?next=/record/")
        sign_in(page, site, "responsible_helper")
        expect(page.locator("#field-kind")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert 10_000 < sum(told) < MOST
