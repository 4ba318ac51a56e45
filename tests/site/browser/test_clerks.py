"""A clerk hands over a post and takes it back; an office imports a workbook that has mistakes at first."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import BOTH, Site, seat


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_a_clerk_hands_over_a_post_with_its_open_work_and_takes_it_back(
    browser: Browser, site: Site, language: str, size: dict[str, int]
) -> None:
    with seat(browser, site, "township_clerk", language, size) as (page, complaints):
        page.goto("/people/?role=first_secretary")
        page.locator("tbody th a").first.click()
        before = held(page)
        assert before > 0
        page.click("a[href^='/handovers/new/']")
        choose(page, "successor", "a")
        page.fill("#id_reason", "轮换 rotation")
        page.click("main form button.btn-primary")

        assert page.url.endswith("/")
        preview = page.url
        page.locator("main header a.btn").first.click()
        assert held(page) == before, "a preview changes nothing"
        page.goto(preview)
        page.click("form[action$='/do/'] button")
        page.locator("main header a.btn").first.click()
        assert held(page) < before

        page.goto(preview)
        page.click("details summary.btn")
        page.fill("input[name=reason]", "记错 by mistake")
        page.click("form[action$='/undo/'] button")
        page.locator("main header a.btn").first.click()
        assert held(page) == before
        assert complaints.heard == []


def held(page: Page) -> int:
    """How many posts the person of this page holds."""
    return int(page.locator(".tile b").first.inner_text())


def choose(page: Page, name: str, word: str) -> None:
    """Somebody, by typing and picking the first who is found."""
    with page.expect_response(lambda response: f"q={word}" in response.url):
        page.fill(f"#id_{name}-text", word)
    page.locator(f"#id_{name}-list [role=option]").first.click()


@pytest.mark.parametrize(("language", "size"), BOTH)
def test_the_office_reads_the_faults_of_a_workbook_cell_by_cell_imports_and_takes_back(
    browser: Browser, site: Site, language: str, size: dict[str, int], tmp_path: Path
) -> None:
    with seat(browser, site, "county_office", language, size) as (page, complaints):
        template = page.context.request.get("/roster/template/").body()
        person = f"99-{language}-new"
        row = {"id": person, "name": "合成新人", "organisation": "99u00018", "staff_type": "king"}
        upload(page, filled(template, tmp_path / "wrong.xlsx", row))
        fault = page.locator("tbody tr", has_text="king")
        expect(fault).to_contain_text("2")
        expect(fault).to_contain_text("staff_type")
        expect(page.locator("form[action$='/do/'] button")).to_be_disabled()

        upload(page, filled(template, tmp_path / "right.xlsx", row | {"staff_type": "civil_servant"}))
        page.fill("input[name=reason]", "新来的同志 newcomers")
        page.click("form[action$='/do/'] button")
        imported = page.url
        assert page.goto(f"/people/{person}/").status == 200  # type: ignore[union-attr]

        page.goto(imported)
        page.click("details summary.btn")
        page.fill("input[name=reason]", "导错了 by mistake")
        page.click("form[action$='/undo/'] button")
        assert complaints.taken() == []
        assert page.goto(f"/people/{person}/").status == 404  # type: ignore[union-attr]


def filled(template: bytes, path: Path, person: dict[str, Any]) -> Path:
    """The empty workbook with one person."""
    book = openpyxl.load_workbook(BytesIO(template))
    sheet = book["people"]
    sheet.append([person.get(str(cell.value)) for cell in sheet[1]])
    book.save(path)
    return path


def upload(page: Page, path: Path) -> None:
    """Choose the file and have it checked."""
    page.goto("/roster/exchange/")
    page.set_input_files("form[action='/roster/upload/'] input[type=file]", path)
    page.click("form[action='/roster/upload/'] button")
