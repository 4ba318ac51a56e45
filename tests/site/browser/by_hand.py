"""What a person does on any page: follow words, fill in a form by its labels, save it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect
from tests.site.browser.test_papers import clean

__all__ = ["clean", "deed", "fill", "follow", "menu", "refused", "save"]
FORM = "main form:not(.filters)"


def menu(page: Page, words: str) -> None:
    """By the navigation of the page that is open: at the side of a desk, below a phone and on its page of everything."""
    if not page.locator("nav.side").count():
        page.goto("/me/")
    place = page.locator("nav.side a, nav.bar a").filter(has_text=words, visible=True)
    if not place.count():
        if page.locator("nav.bar a").last.get_attribute("aria-current") != "page":
            page.locator("nav.bar a").last.click()
        place = page.locator("main a").filter(has_text=words, visible=True)
    place.first.click()
    page.wait_for_load_state()


def follow(page: Page, *words: str) -> None:
    """One link after the other, by what it says."""
    for each in words:
        links = page.locator("main a").filter(visible=True)
        exact = links.filter(has_text=re.compile(rf"^\s*{re.escape(each)}\s*$"))
        (exact if exact.count() else links.filter(has_text=each)).first.click()
        page.wait_for_load_state()


def deed(page: Page, title: str, said: Mapping[str, str | bool] | None = None) -> None:
    """Something that the page offers to enter, filled in and saved."""
    follow(page, title)
    fill(page, said or {})
    save(page)
    expect(page.locator("main [role=alert]")).to_have_count(0)


def fill(page: Page, said: Mapping[str, str | bool], form: Locator | None = None) -> None:
    """The fields of a form, by their labels."""
    here = form or page.locator(FORM)
    for label, value in said.items():
        _enter(page, here.get_by_label(label).first, value)


def save(page: Page) -> None:
    """The button that stands out."""
    page.locator(FORM).locator("button.btn-primary").first.click()
    page.wait_for_load_state()


def refused(page: Page, words: str) -> None:
    """What the form says is wrong."""
    expect(page.locator("main [role=alert]").first).to_contain_text(words)


def _enter(page: Page, field: Locator, value: str | bool) -> None:
    if isinstance(value, bool):
        field.set_checked(value)
    elif field.get_attribute("role") == "combobox":
        with page.expect_response(lambda answer: f"q={quote(value)}" in answer.url):
            field.fill(value)
        page.locator(f"#{field.get_attribute('aria-controls')} [role=option]").first.click()
    elif field.evaluate("field => field.tagName") == "SELECT":
        option = field.locator("option", has_text=value).first.get_attribute("value")
        field.select_option(option)
    else:
        field.fill(value)
