"""Everybody signs in, lands on a page made for them, and opens what the navigation offers, whatever their eyes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.site.browser.cast import BOTH, DESK, PHONE, Complaints, Site, navigation, passing, seat

from bangfu.site.web.roles import ROLES

CHINESE = re.compile(r"[一-鿿]")
# What a page says of itself, not the names and texts that it shows.
OWN_WORDS = "nav a, button, label, th[scope=col], legend, summary, .tabs a"
MADE_UP = ("合成", "演示")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
PIECES = """() => [...document.querySelectorAll("body, body *")].map(e =>
    [location.pathname.split("/")[1], e.localName, e.className, e.parentElement.localName, e.parentElement.className,
        e.getAttributeNames()].join(" "))"""
SEEN: dict[int, set[str]] = {PHONE["width"]: set(), DESK["width"]: set()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("language", "size"), BOTH)
def test_home_and_every_page_of_the_navigation_open_clean(
    browser: Browser, site: Site, role: str, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, role, language, size) as (page, complaints):
        page.goto(site.url)
        assert "/home/" in page.url
        faults = dict(check(page, complaints, language))
        for link in navigation(page):
            page.goto(link)
            faults |= check(page, complaints, language)
        assert faults == {}


@pytest.mark.parametrize(
    ("language", "labels"), [("zh", ["用户名", "密码"]), ("en", ["User name", "Password"])]
)
def test_the_door_is_labelled_in_the_language_of_the_page(
    browser: Browser, site: Site, language: str, labels: list[str]
) -> None:
    with passing(browser, site, language, PHONE) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        assert page.locator("main label").all_inner_texts() == labels


def check(page: Page, complaints: Complaints, language: str) -> dict[str, Any]:
    """What is wrong with a page, by its path: complaints, barriers, Chinese left in English, width."""
    found = {
        "heard": complaints.taken(),
        "barriers": barriers(page),
        "wider": page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
        "chinese": left_over(page) if language == "en" else [],
    }
    wrong = {what: told for what, told in found.items() if told}
    return {page.url: wrong} if wrong else {}


def barriers(page: Page) -> list[str]:
    """What keeps people out, by the rules of WCAG A and AA; a page made of nothing but pieces seen before is not asked."""
    pieces = {*page.evaluate(PIECES)}
    if pieces <= SEEN[page.viewport_size["width"]]:
        return []
    SEEN[page.viewport_size["width"]] |= pieces
    told = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})" for v in told]


def left_over(page: Page) -> list[str]:
    """Words of the page itself that nobody translated."""
    words = page.locator(OWN_WORDS).evaluate_all("all => all.filter(e => !e.lang).map(e => e.innerText)")
    return sorted({w for w in words if CHINESE.search(w) and not any(m in w for m in MADE_UP)})
