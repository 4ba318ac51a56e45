"""A department's form comes in: nine of its eleven columns are known; the two others are asked for, refused, asked for with better
reasons, allowed, filled in on a phone, and stand on the meter. A cadre says what is too much, and reads the answer.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import DESK, PHONE, Site, seat
from tests.site.browser.test_papers import clean
from tests.site.burden.sheet import HEADS

NEW = ("今年新增产业", "有没有智能手机")
TOO_MUCH = "驻村天数记了考勤，日报里还要再写一遍"
ANSWER = "日报不用写天数了，从考勤里取"


def test_a_form_from_its_arrival_to_the_meter(browser: Browser, site: Site, tmp_path: Path) -> None:
    first = proposed(browser, site, tmp_path, "看看情况")
    decided(browser, site, first, "refuse", "不说明用在哪里的不同意")
    second = proposed(browser, site, tmp_path, "排明年的产业项目")
    decided(browser, site, second, "allow", "只填两栏，同意")
    downloaded(browser, site, second, tmp_path)
    filled_in(browser, site, second)
    metered(browser, site)


def proposed(browser: Browser, site: Site, folder: Path, why: str) -> str:
    """The office drops the file in, sees that nine columns are known, and asks for the two others."""
    book = openpyxl.Workbook()
    book.active.append(["户情补充表"])  # type: ignore[union-attr]
    book.active.append(HEADS)  # type: ignore[union-attr]
    book.save(folder / "form.xlsx")
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto("/burden/forms/")
        page.click("text=来了一张新表")
        clean(page, complaints)
        page.set_input_files("[name=file]", folder / "form.xlsx")
        for field, value in (("name", "户情补充表"), ("asker", "农业农村局"), ("until", "2021-06-30")):
            page.fill(f"[name={field}]", value)
        for field, value in (("target", "household"), ("role", "responsible_helper"), ("per", "quarter")):
            page.select_option(f"[name={field}]", value)
        page.click("main form .btn-primary")
        expect(page.locator(".tiles")).to_contain_text("9")
        expect(page.locator(".tiles")).to_contain_text("2")
        clean(page, complaints)
        for name in NEW:
            page.fill(f"[aria-label='为什么要“{name}”']", why)
        page.fill("#text", why)
        page.click("button[value=propose]")
        expect(page.locator("main")).to_contain_text("待决定")
        clean(page, complaints)
        return page.url.removeprefix(site.url.rstrip("/"))


def decided(browser: Browser, site: Site, form: str, what: str, why: str) -> None:
    """A leader sees what its bearers are asked before and after, and decides."""
    with seat(browser, site, "county_leader", "zh", PHONE) as (page, complaints):
        page.goto(form)
        expect(page.locator("main")).to_contain_text("没有这张表")
        clean(page, complaints)
        page.click(f"main a[href$='/{what}/']")
        page.fill("[name=text]", why)
        page.click("main form .btn-primary")
        expect(page.locator("main")).to_contain_text(why)


def downloaded(browser: Browser, site: Site, form: str, folder: Path) -> None:
    """The office takes the form away filled in, with names masked."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, _complaints):
        page.goto(form)
        with page.expect_download() as taken:
            page.click("text=下载填好的表")
        taken.value.save_as(folder / "filled.xlsx")
    [heads, *lines] = openpyxl.load_workbook(folder / "filled.xlsx").active.values  # type: ignore[union-attr]
    assert heads == HEADS and lines
    assert all("**" in str(line[3]) and line[9] is None for line in lines)


def filled_in(browser: Browser, site: Site, form: str) -> None:
    """Who bears it fills in the new columns alone, on a phone."""
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, complaints):
        page.goto(form)
        page.click("text=填新的栏")
        clean(page, complaints)
        boxes = page.locator("main form[method=post] input.form-control")
        assert boxes.count() % len(NEW) == 0
        boxes.first.fill("养蜂")
        page.click("main form[method=post] .btn-primary")
        expect(page.locator("main form[method=post] input.form-control").first).to_have_value("养蜂")


def metered(browser: Browser, site: Site) -> None:
    """It stands on the meter of whoever bears it, as asked and as spent."""
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, complaints):
        page.goto("/burden/")
        expect(page.locator("main")).to_contain_text("户情补充表")
        clean(page, complaints)
        page.goto("/burden/spent/?role=responsible_helper")
        expect(page.locator("main")).to_contain_text("填了的表")


def test_a_cadre_says_what_is_too_much_and_reads_the_answer(browser: Browser, site: Site) -> None:
    with seat(browser, site, "resident_cadre", "zh", PHONE) as (page, complaints):
        page.goto("/attendance/")
        page.click("main >> text=这项太繁")
        clean(page, complaints)
        page.fill("[name=text]", TOO_MUCH)
        page.click("main form .btn-primary")
        expect(page.locator("main")).to_contain_text("已收到")
        clean(page, complaints)
        name = page.locator("details.account summary").inner_text().strip()
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto("/burden/heard/")
        row = page.locator("main tr", has_text=TOO_MUCH)
        expect(row).to_contain_text("考勤")
        assert not name or name not in row.inner_text()
        clean(page, complaints)
        row.locator("a").click()
        answered(page)
        expect(row).to_contain_text("已改")
        page.goto("/burden/")
        expect(page.locator("main")).to_contain_text("这个月大家说太繁的")
        clean(page, complaints)
    with seat(browser, site, "resident_cadre", "zh", PHONE) as (page, _):
        page.goto("/burden/said/")
        expect(page.locator("main")).to_contain_text(ANSWER)


def answered(page: Page) -> None:
    """The office answers."""
    page.select_option("[name=state]", "mended")
    page.fill("[name=text]", ANSWER)
    page.click("main form .btn-primary")
