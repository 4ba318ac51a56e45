"""A Monday on which something is due: the sweep that comes with the site has told everybody, and they read it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.site.browser.cast import BOTH, Complaints, Site, seat, soon
from tests.site.browser.serving import serving
from tests.site.browser.test_roles import check
from tests.site.seed import planted

DIGEST = re.compile("每周一的本周清单|The week's list, every Monday")


@pytest.fixture(scope="module")
def monday(program: str, seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that stands on the last Monday of the year."""
    with (
        patch.dict(os.environ, {"BANGFU_TODAY": "2020-12-28"}),
        serving(planted(seed, tmp_path_factory.mktemp("monday"))) as site,
    ):
        yield site


def clean(page: Page, complaints: Complaints, language: str) -> None:
    assert check(page, complaints, language) == {}


def week(page: Page) -> Locator:
    """The list of the week: what waits in cases and findings is told at the same moment, in any order."""
    return page.locator("main tbody tr", has_text=DIGEST).locator("a").last


def told(page: Page) -> None:
    """Wait for the sweep, which starts with the site and takes its time on a busy machine."""
    soon(page, "/notices/", week(page).count, "nobody was told anything")


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_a_cadre_reads_why_answers_and_subscribes(
    browser: Browser, monday: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, monday, "resident_cadre", language, size) as (page, complaints):
        told(page)
        clean(page, complaints, language)
        week(page).click()
        clean(page, complaints, language)
        notice = page.url
        page.locator("a.due-title").first.click()
        assert "/duties/2020-12-28/" in page.url
        page.goto(notice)  # the browser's own way back fails while it is still swapping the two pages
        answer = page.locator("form[action$='/nothing/'] button")
        if answer.count():
            answer.click()
        expect(answer).to_have_count(0)
        clean(page, complaints, language)
        page.goto("/notices/")
        page.locator("form[action$='/read/'] button").click()
        expect(page.locator(".bell .count")).to_have_count(0)
        page.goto("/me/notices/")
        clean(page, complaints, language)
        page.locator("form[action$='/calendar/'] button").first.click()
        address = page.locator("input[readonly]").input_value()
        clean(page, complaints, language)
        assert "BEGIN:VEVENT" in page.request.get(address).text()


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_an_office_sees_answers_and_sets_a_robot(
    browser: Browser, monday: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, monday, "county_office", language, size) as (page, complaints):
        told(page)
        week(page).click()
        clean(page, complaints, language)
        page.goto("/notices/answers/")
        clean(page, complaints, language)
        page.goto("/robots/")
        page.fill("#id_name", "工作群")
        page.fill("#id_address", "https://127.0.0.1/send")
        page.locator("main form button.btn-primary").click()
        expect(page.locator("[data-errors]")).to_be_visible()
        clean(page, complaints, language)


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_the_system_administrator_sees_what_was_not_delivered(
    browser: Browser, monday: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, monday, "system_admin", language, size) as (page, complaints):
        page.goto("/notices/troubles/")
        clean(page, complaints, language)
        expect(page.locator(".bell")).to_have_count(0)
