"""What a villager does on a phone, not signed in: says that the household needs help, objects to a notice, reads the answer."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect
from tests.site.browser.by_hand import clean, fill, follow, save
from tests.site.browser.cast import PHONE, Complaints, Site, passing
from tests.site.browser.identifying import ANSWER, HEAD, VILLAGE

OPEN = "/open/"
TROUBLE = "山墙裂了一道缝，人还住在里面；丈夫腰伤不能出工。"
AGAINST = "听说这户在镇上有门面，请核实。"


def reported(browser: Browser, site: Site) -> str:
    """The villager, not signed in, on a phone; the receipt is shown once."""
    with passing(browser, site, "zh", PHONE) as context:
        page, complaints = public(context.new_page())
        follow(page, "看示例县各村", "我家有困难，要申报")
        fill(page, {"哪个村": VILLAGE, "户主姓名": HEAD, "遇到了什么困难": TROUBLE, "电话": "13900000000"})
        clean(page, complaints)
        save(page)
        clean(page, complaints)
        receipt = page.locator("code").inner_text()
        follow(page, "凭回执号查询")
        fill(page, {"回执号": receipt})
        save(page)
        expect(page.locator("main")).to_contain_text("已报告")
        clean(page, complaints)
        return receipt


def objected(browser: Browser, site: Site) -> str:
    """A neighbour objects on a phone, without a name; nothing of the household but its surname is shown."""
    with passing(browser, site, "zh", PHONE) as context:
        page, complaints = public(context.new_page())
        follow(page, "看示例县各村", "识别公示")
        expect(page.locator("main")).to_contain_text("辛某")
        expect(page.locator("main")).not_to_contain_text(HEAD)
        clean(page, complaints)
        follow(page, "提出异议")
        fill(page, {"对哪一户、有什么不同意见": AGAINST})
        clean(page, complaints)
        save(page)
        return page.locator("code").inner_text()


def learned(browser: Browser, site: Site, objected: str) -> None:
    """Whoever objected reads the answer by the receipt, in English."""
    with passing(browser, site, "en", PHONE) as context:
        page, complaints = public(context.new_page())
        follow(page, "Villages of", "Look up a receipt")
        fill(page, {"Receipt": objected})
        save(page)
        expect(page.locator("main")).to_contain_text(ANSWER)
        clean(page, complaints)


def public(page: Page) -> tuple[Page, Complaints]:
    complaints = Complaints()
    complaints.follow(page)
    page.goto("/")
    page.click(f"main a[href='{OPEN}']")
    return page, complaints
