"""Somebody reads a document on a phone and on a desk: contents, one clause and the next, what binds them, a search by the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.site.browser.cast import BOTH, PHONE, Site, seat
from tests.site.browser.test_roles import check

DOCUMENT = "/regulations/gansu-2019-33/"


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_a_document_is_read_from_its_contents_to_a_clause_and_the_next(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, "resident_cadre", language, size) as (page, complaints):
        page.goto("/regulations/")
        faults = check(page, complaints, language)
        page.click(f"main h2 a[href='{DOCUMENT}']")
        faults |= check(page, complaints, language)
        contents = page.locator("nav.law-contents")
        if size == PHONE:
            expect(contents).to_be_hidden()
            page.click("label[for='fold-contents']")
        expect(contents).to_be_visible()
        contents.locator("a", has_text="(四)").last.click()
        expect(page.locator("section.law-clause:target h2")).to_be_in_viewport()
        assert "#c-" in page.url
        page.select_option("#who", "mine", force=True)
        page.wait_for_url("**who=mine**")
        faults |= check(page, complaints, language)
        page.locator("section.law-clause h2 a").first.click()
        faults |= check(page, complaints, language)
        there = page.url
        page.click("main a[rel='next']")
        page.click("main a[rel='prev']")
        assert page.url == there
        assert faults == {}


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_the_key_of_search_leads_to_a_search_of_all_documents_there(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, "county_office", language, size) as (page, complaints):
        page.goto(DOCUMENT)
        page.keyboard.press("/")
        page.keyboard.type("回访 干部")
        page.keyboard.press("Enter")
        page.wait_for_url("**/regulations/search/**")
        expect(page.locator("main mark").first).to_be_visible()
        faults = check(page, complaints, language)
        page.locator(".law-found li a").first.click()
        expect(page.locator(".law-item:target")).to_be_in_viewport()
        page.goto("/regulations/search/?q=火星")
        expect(page.locator("main .empty")).to_be_visible()
        faults |= check(page, complaints, language)
        page.goto("/")
        page.keyboard.press("/")
        expect(page.locator("header.top [data-search]")).to_be_focused()
        assert faults == {}


def test_without_scripts_it_is_read_and_searched_as_well(browser: Browser, site: Site) -> None:
    with seat(browser, site, "county_office") as (page, _):
        page.goto(DOCUMENT)
        state = page.context.storage_state()
    context = browser.new_context(
        base_url=site.url, storage_state=state, java_script_enabled=False, viewport=PHONE
    )  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto(DOCUMENT)
        page.fill("#law-q", "回访")
        page.click("main form.law-search button")
        expect(page.locator("main mark").first).to_be_visible()
    finally:
        context.close()
