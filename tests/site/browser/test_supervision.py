"""One inspection from its plan to the circular, by five people: the office, an inspector, a clerk, a leader of the township, and
a leader of the county. What is hidden stays so until it is opened; what is struck off has evidence and a second person behind it.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, Playwright, expect
from tests.site.browser.cast import DESK, PATIENCE, PHONE, Site, seat, sign_in
from tests.site.browser.chromium import ARGUMENTS
from tests.site.browser.test_papers import clean

TITLE = "冬季驻村专项暗访"
PROBLEM = "三次到访都没有例会记录"
SHEET = "/checklists/new/?part=tongwei-2018-59:annex2-team-leaders:0"


def picture() -> dict[str, str | bytes]:
    """Evidence that is chosen from a folder."""
    content = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 60)).save(content, "JPEG")
    return {"name": "会议.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def test_from_the_plan_to_the_circular(
    browser: Browser, playwright: Playwright, program: str, site: Site, tmp_path: Path
) -> None:
    campaign = planned(browser, site)
    draw = drawn(browser, site, campaign)
    hidden(browser, site, campaign, draw)
    opened(browser, site, campaign, draw)
    sheet = inspected(playwright, program, site, tmp_path)
    finding = found(browser, site, sheet, campaign)
    put_right(browser, site, finding)
    struck_off(browser, site, finding)
    told(browser, site, campaign)


def planned(browser: Browser, site: Site) -> str:
    """The office plans by the regulation: a report meeting, which it forbids, is not offered."""
    with seat(browser, site, "inspection_office", "zh", DESK) as (page, complaints):
        page.goto("/campaigns/new/tongwei-2018-59/")
        assert page.locator("input[name=methods][value=hearing]:enabled").count() == 0
        page.select_option("[name=kind]", "special")
        page.fill("[name=title]", TITLE)
        page.fill("[name=start]", "2020-11-20")
        page.check("input[name=methods][value=random_visit]")
        clean(page, complaints)
        page.click("main form[method=post] .btn-primary")
        expect(page.locator("h1")).to_have_text(TITLE)
        clean(page, complaints)
        return path_of(page)


def drawn(browser: Browser, site: Site, campaign: str) -> str:
    """The draw is fixed, its commitment told, and done with a word of a watcher."""
    with seat(browser, site, "inspection_office", "zh", DESK) as (page, complaints):
        page.goto(f"{campaign}draws/new/")
        page.select_option("[name=level]", "village")
        page.fill("[name=total]", "3")
        page.locator("input[name=q]").last.fill("通渭")
        page.locator("[role=option]", has_text="通渭县").first.click()
        page.click("main form[method=post] .btn-primary")
        expect(page.locator("main")).to_contain_text("承诺值")
        page.fill("[name=word]", "立冬那天的头条")
        page.locator("form[action$='/take/'] .btn-primary").click()
        expect(page.locator("main")).to_contain_text("立冬那天的头条")
        clean(page, complaints)
        return path_of(page)


def hidden(browser: Browser, site: Site, campaign: str, draw: str) -> None:
    """Neither the township nor the county's leader finds anything of it."""
    for role in ("township_leader", "township_clerk", "county_leader"):
        with seat(browser, site, role, "zh", PHONE) as (page, _):
            assert page.request.get(campaign).status == 404
            assert page.request.get(draw).status == 404
            page.goto("/campaigns/")
            expect(page.locator("main")).not_to_contain_text(TITLE)


def opened(browser: Browser, site: Site, campaign: str, draw: str) -> None:
    """From now on the inspected may know, and whoever doubts the draw has its secret."""
    with seat(browser, site, "inspection_office", "zh", DESK) as (page, complaints):
        page.goto(campaign)
        page.locator("form[action$='/open/'] button").click()
        page.goto(draw)
        page.locator("form[action$='/open/'] button").click()
        expect(page.locator("main")).to_contain_text("秘密数")
        assert page.request.get(f"{draw}document/").ok
        clean(page, complaints)
    with seat(browser, site, "township_leader", "zh", PHONE) as (page, complaints):
        page.goto(campaign)
        expect(page.locator("h1")).to_have_text(TITLE)
        clean(page, complaints)


def inspected(playwright: Playwright, program: str, site: Site, folder: Path) -> str:
    """The inspector fills the form of the annex where there is no network, and hands it in when there is one again."""
    phone = playwright.chromium.launch_persistent_context(
        folder / "phone", executable_path=program, args=ARGUMENTS, base_url=site.url, viewport=PHONE
    )  # fmt: skip
    phone.set_default_timeout(PATIENCE)
    phone.add_cookies([site.cookie("zh")])
    page = phone.pages[0]
    page.goto("/sign-in/")
    sign_in(page, site, "inspector")
    page.goto(SHEET)
    page.click("form.narrow .btn-primary")
    page.wait_for_url("**/fill/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.match('/checklists/fill/').then(Boolean)")
    address = page.url
    phone.set_offline(True)
    page.goto(address)
    expect(page.locator("[name=remark-0]")).to_be_visible()  # the phone has drawn the form that it keeps
    for row in page.locator(".sheet-row").all():
        row.locator("input[type=radio][value=partly]").check()
    page.fill("[name=remark-0]", PROBLEM)
    page.locator(".save button").click()
    expect(page.locator(".notice").first).to_contain_text("已存在手机里")
    phone.set_offline(False)
    page.wait_for_url(lambda url: not url.endswith("/fill/"))
    expect(page.locator(".rows > li").first).to_contain_text(PROBLEM)
    sheet = path_of(page)
    with suppress(Error):
        phone.close()
    return sheet


def found(browser: Browser, site: Site, sheet: str, campaign: str) -> str:
    """The office writes the row up as a finding and feeds it back; the letter is made of it."""
    with seat(browser, site, "inspection_office", "zh", DESK) as (page, complaints):
        page.goto(sheet)
        page.locator("a", has_text="写成问题").first.click()
        expect(page.locator("[name=text]")).to_have_value(PROBLEM)
        page.select_option("[name=campaign]", label=TITLE)
        page.fill("[name=opinion]", "补开例会，今后每月留记录")
        page.fill("#id_leader-text", "某")
        page.locator("#id_leader-list [role=option]").first.click()
        page.fill("[name=found_on]", "2020-11-20")
        clean(page, complaints)
        page.click("main form[method=post] .btn-primary")
        page.fill("#id_feed_back_deadline", "2020-12-20")
        page.locator("form[action$='/feed_back/'] button").click()
        expect(page.locator("h1")).to_contain_text("问题 2020-")
        clean(page, complaints)
        finding = path_of(page)
        page.goto(campaign)
        page.locator("form[action$='/gather/feedback/'] button").first.click()
        expect(page.locator("article.paper")).to_contain_text(PROBLEM)
        assert page.request.get(f"{path_of(page)}docx/").ok
        clean(page, complaints)
        return finding


def put_right(browser: Browser, site: Site, finding: str) -> None:
    """The township of the finding answers; the first evidence is sent back, the second is verified by another person."""
    with seat(browser, site, "township_clerk", "zh", PHONE) as (page, complaints):
        page.goto(finding)
        step(page, "accept", "已补开，今后每月五日开")
        page.fill("#id_report_text", "附照片")
        page.locator("form[action$='/report/'] button").click()
        expect(page.locator("[role=alert]").first).to_contain_text("请附照片")
        page.set_input_files("#id_report_pictures", [picture()])  # type: ignore[list-item]
        page.locator("form[action$='/report/'] button").click()
        expect(page.locator(".photos img")).to_have_count(1)
        clean(page, complaints)
    with seat(browser, site, "inspection_office", "zh", DESK) as (page, _):
        page.goto(finding)
        expect(page.locator("form[action$='/verify/']")).to_have_count(0)  # who fed it back
        page.fill("#id_return_deadline", "2020-12-25")
        step(page, "return", "照片看不出是哪一天")
    with seat(browser, site, "township_leader", "zh", PHONE) as (page, _):
        page.goto(finding)
        page.fill("#id_report_text", "附当天的台账记录和照片")
        page.set_input_files("#id_report_pictures", [picture()])  # type: ignore[list-item]
        page.locator("form[action$='/report/'] button").click()
        expect(page.locator(".photos img")).to_have_count(2)
    with seat(browser, site, "inspector", "zh", PHONE) as (page, complaints):
        page.goto(finding)
        step(page, "verify", "到村看了会议记录，属实")
        clean(page, complaints)


def struck_off(browser: Browser, site: Site, finding: str) -> None:
    """The office strikes it off; the second round finds the same and opens it again."""
    with seat(browser, site, "inspection_office", "zh", DESK) as (page, complaints):
        page.goto(finding)
        step(page, "strike_off", "销号")
        expect(page.locator(".pill.state-met").first).to_have_text("已销号")
        clean(page, complaints)
    with seat(browser, site, "inspector", "zh", PHONE) as (page, _):
        page.goto(finding)
        page.fill("#id_reopen_deadline", "2020-12-31")
        step(page, "reopen", "第二轮回访，十二月又没有开")
        expect(page.locator(".head")).to_contain_text("重新挂账 1 次")


def told(browser: Browser, site: Site, campaign: str) -> None:
    """The report of the inspection and the circular of the month, issued; the county's leader reads it."""
    with seat(browser, site, "inspection_office", "zh", DESK) as (page, complaints):
        page.goto(campaign)
        page.locator("form[action$='/gather/inspection_report/'] button").click()
        expect(page.locator("article.paper")).to_contain_text(PROBLEM)
        page.goto("/papers/")
        page.fill("#circular-month", "2020-11")
        page.locator("form[action$='/gather/circular/'] button").click()
        expect(page.locator("article.paper")).to_contain_text("问题整改情况")
        clean(page, complaints)
        page.click("form[action$='/issue/'] button")
        expect(page.locator(".paper-number")).to_contain_text("〔2020〕")
        circular = path_of(page)
        assert page.request.get(f"{circular}pdf/").body().startswith(b"%PDF")
    with seat(browser, site, "county_leader", "en", DESK) as (page, complaints):
        page.goto(circular)
        expect(page.locator(".paper-number")).to_contain_text("〔2020〕")
        clean(page, complaints)


def step(page: Page, code: str, words: str) -> None:
    """One move, with its words."""
    page.fill(f"#id_{code}_text", words)
    page.locator(f"form[action$='/{code}/'] button").click()
    expect(page.locator(f"form[action$='/{code}/']")).to_have_count(0)


def path_of(page: Page) -> str:
    """The address of a page within the site."""
    return re.sub(r"^https?://[^/]+", "", page.url)
