"""What is done for the household: who helps it, its file, its wish, the plan of its year, the measures; and how it reads its own file."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect
from tests.site.browser.by_hand import clean, deed, fill, follow, menu, refused, save
from tests.site.browser.cast import DESK, PHONE, Site, passing, seat
from tests.site.browser.identifying import HEAD, MASKED
from tests.site.browser.villagers import public

HELPER, WISH, REPAIRED = "示例乙", "想把山墙先修好，开春养两头牛。", "山墙已加固，鉴定为安全"
COW = "发放基础母牛两头，请技术员教到会"


def paired(browser: Browser, site: Site) -> None:
    """The township says who helps the household, and writes down what was found there."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        to_household(page, MASKED)
        deed(page, "新增结对", {"帮扶责任人": HELPER, "第一天": "2019-11-12"})
        to_household(page, MASKED)
        expect(page.locator("main")).to_contain_text(HELPER)
        clean(page, complaints)
        follow(page, "档案", "记一次变化")
        fill(page, {
            "为什么记这一次": "入户核实", "变化是什么、怎样核实的": "入户看过", "主要致贫原因": "因病", "住房安全": "没有保障",
            "义务教育": "不适用", "基本医疗": "有保障", "饮水安全": "有保障",
        })  # fmt: skip
        clean(page, complaints)
        save(page)
        expect(page.locator("main h1")).to_contain_text("的档案")
        expect(page.locator("main")).to_contain_text("因病")
        clean(page, complaints)


def planned(browser: Browser, site: Site) -> None:
    """The helper asks what the household wants and plans for it, on a phone; without a wish the township may not adopt."""
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, complaints):
        menu(page, "到户帮扶")
        clean(page, complaints)
        follow(page, HEAD)
        deed(page, "编制帮扶计划")
        deed(page, "加一项措施", {"类别": "危房改造", "做什么": "加固山墙", "责任人": HELPER, "因病": True})
        deed(page, "加一项措施", {"类别": "产业帮扶", "做什么": COW, "责任人": HELPER})
        clean(page, complaints)
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        to_help(page)
        follow(page, "定下计划")
        save(page)
        refused(page, "意愿")
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, complaints):
        to_help(page)
        deed(page, "记本户意愿", {"本户自己的话": WISH, "对现在的帮扶打算": "同意"})
        clean(page, complaints)
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        to_help(page)
        deed(page, "定下计划")
        expect(page.locator("main")).to_contain_text("定下")
        clean(page, complaints)


def carried_out(browser: Browser, site: Site) -> None:
    """The helper decides on the nine, and says how far the measures are; the record book holds it, on paper as well."""
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, complaints):
        to_help(page)
        deed(page, "九项到户决定", {"政策宣传": "已落实", "产业帮扶": "计划", "危房改造": "计划"})
        row = page.locator("tbody tr", has_text="加固山墙")
        row.locator("a", has_text="记进度").click()
        fill(page, {"到了哪一步": "已完成", "结果": REPAIRED})
        save(page)
        clean(page, complaints)
        follow(page, "帮扶记录簿")
        expect(page.locator("main")).to_contain_text(REPAIRED)
        expect(page.locator("main")).to_contain_text(WISH)
        clean(page, complaints)
        assert page.pdf(format="A4").startswith(b"%PDF")


def read(browser: Browser, site: Site) -> None:
    """The household reads its own file with the slip that the township handed over, and says what is wrong there."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        to_household(page, MASKED)
        follow(page, "档案", "打印户卡")
        clean(page, complaints)
        assert page.pdf(format="A5").startswith(b"%PDF")
        to_household(page, MASKED)
        follow(page, "档案")
        page.locator("summary", has_text="登记……").click()
        deed(page, "打印查询条")
        clean(page, complaints)
        code = page.locator("main code").inner_text()
    with passing(browser, site, "zh", PHONE) as context:
        page, complaints = public(context.new_page())
        follow(page, "看示例县各村", "看自己家的档案")
        clean(page, complaints)
        fill(page, {"查询码": code})
        save(page)
        expect(page.locator("main")).to_contain_text(HEAD)
        expect(page.locator("main")).to_contain_text(HELPER)
        clean(page, complaints)


def to_household(page: Page, head: str, place: str = "帮扶户") -> None:
    menu(page, place)
    follow(page, head)


def to_help(page: Page) -> None:
    menu(page, "到户帮扶")
    page.locator("tbody th a", has_text=HEAD[0]).first.click()
    page.wait_for_load_state()
