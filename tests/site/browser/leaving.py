"""How the household leaves the register, is watched, and comes back: by several people, refused with the clause where it may not be."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Browser, Page, expect
from tests.site.browser.by_hand import clean, deed, fill, follow, menu, save
from tests.site.browser.cast import DESK, PHONE, Site, seat
from tests.site.browser.helping import to_household
from tests.site.browser.identifying import HEAD, MASKED

EXPECTED, CLAUSE = "预计", "甘办发〔2019〕33号"
HELD = {"义务教育": "不适用", "基本医疗": "有保障", "住房安全": "有保障", "饮水安全": "有保障"}
GONE = {**HELD, "住房安全": "没有保障"}
PAPER = "示例〔退出〕{}号"


def ruled(browser: Browser, site: Site) -> None:
    """The county sets its line, how long a notice hangs, and how often it is looked after those who left."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        menu(page, "退出与监测")
        clean(page, complaints)
        follow(page, "本县规定和抽查")
        deed(page, "定本县规定", {
            "收入标准": "4000", "刚好到线算不算达标": "是", "公示几天": "3", "退出以后每几天回访一次": "60",
            "从哪天起": "2020-01-01", "依据的文件": PAPER.format(1),
        })  # fmt: skip
        clean(page, complaints)


def held_back(browser: Browser, site: Site) -> None:
    """What is only expected lifts nobody over the line: refused with the clause, which can be read."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        to_household(page, MASKED)
        follow(page, "档案", "记一次变化")
        fill(page, {"为什么记这一次": "情况有变", "变化是什么、怎样核实的": "住房加固后入户核实", **HELD})
        save(page)
        earned(page, "实际收入", "3000", "务工流水")
        earned(page, "预计收入", "9000", "用工合同")
        clean(page, complaints)
        follow(page, "退出与监测")
        expect(page.locator("main")).to_contain_text("为什么还不能退出")
        bar = page.locator(".entries li", has_text=EXPECTED)
        expect(bar).to_contain_text(CLAUSE)
        expect(page.locator("main a", has_text="提出退出")).to_have_count(0)
        clean(page, complaints)
        bar.locator("a").click()
        expect(page.locator("main")).to_contain_text("预期收入")
        clean(page, complaints)


def proposed(browser: Browser, site: Site) -> None:
    """With what was really earned on file it is proposed, verified by two, agreed to by the village, and posted."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        to_household(page, MASKED)
        follow(page, "档案")
        earned(page, "实际收入", "9600", "银行流水")
        follow(page, "退出与监测")
        clean(page, complaints)
        deed(page, "提出退出", {"理由和依据": "收入稳定，三保障都落实。"})
    with seat(browser, site, "resident_cadre", "zh", PHONE) as (page, complaints):
        to_course(page)
        deed(
            page,
            "入户核实（第一人）",
            {"看到、评议或者决定了什么": "看了房、粮和工资单，与档案一致。", **HELD},
        )
        expect(page.locator("main a", has_text="入户核实（第二人）")).to_have_count(0)
        clean(page, complaints)
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, complaints):
        visit(page)
        to_course(page)
        said = {"看到、评议或者决定了什么": "另找邻居核对，属实。", "台账里的走访记录": "入户", **HELD}
        deed(page, "入户核实（第二人）", said)
        clean(page, complaints)
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        to_course(page)
        deed(page, "村民评议通过", {"看到、评议或者决定了什么": "二十一人到会，都同意。"})
        deed(page, "张榜公示", {"看到、评议或者决定了什么": "贴在村务公开栏。"})
        follow(page, "打印公示")
        clean(page, complaints)
        assert page.pdf(format="A4").startswith(b"%PDF")


def lifted(browser: Browser, site: Site) -> None:
    """The notice has hung, an inspector draws and looks, the county office lets it leave."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, _):
        to_course(page)
        deed(page, "公示期满", {"看到、评议或者决定了什么": "没有意见。"})
    with seat(browser, site, "inspector", "zh", PHONE) as (page, complaints):
        menu(page, "退出与监测")
        follow(page, "本县规定和抽查")
        deed(page, "随机抽取", {"抽几户": "1", "当场公布的一个词": "示例日报头条"})
        clean(page, complaints)
        to_course(page)
        deed(page, "抽查属实", {"看到、评议或者决定了什么": "看房、看流水，没有不实。", **HELD})
        clean(page, complaints)
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        to_course(page)
        deed(page, "批准退出", {"文号": PAPER.format(2)})
        expect(page.locator("main")).to_contain_text("已批准退出")
        clean(page, complaints)


def fell_back(browser: Browser, site: Site) -> None:
    """Found at risk after it left, looked at by another, taken in again; that it had left stays in its history."""
    with seat(browser, site, "responsible_helper", "zh", PHONE) as (page, complaints):
        to_exits(page)
        deed(page, "纳入监测", {"监测类别": "突发", "因灾": True, "发现了什么": "暴雨冲坏山墙，暂住亲戚家。"})
        clean(page, complaints)
        deed(page, "提出返贫纳入", {"理由和依据": "房屋成危房，住房没有保障。"})
    with seat(browser, site, "resident_cadre", "zh", PHONE) as (page, complaints):
        to_course(page)
        deed(page, "入户核实", {"看到、评议或者决定了什么": "房屋已不能住，暂住村部。", **GONE})
        clean(page, complaints)
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        to_course(page)
        said = {"文号": PAPER.format(3), "由人判断的，怎么判断": "现场核实，住房没有保障。"}
        deed(page, "批准返贫纳入", said)
        clean(page, complaints)
        to_household(page, MASKED)
        follow(page, "退出与监测")
        for step in ("退出", "返贫", "监测"):
            expect(page.locator(".events")).to_contain_text(step)
        clean(page, complaints)
    with seat(browser, site, "county_office", "en", DESK) as (page, complaints):
        menu(page, "Leaving and watch")
        clean(page, complaints)


def earned(page: Page, stage: str, amount: str, evidence: str) -> None:
    """A row of the income of this year."""
    page.locator("summary", has_text="登记……").click()
    said: Mapping[str, str | bool] = {
        "哪一年": "2020", "哪一类": "务工收入", "实际还是预计": stage, "金额": amount, "依据": evidence
    }  # fmt: skip
    deed(page, "记一笔收入", said)


def visit(page: Page) -> None:
    """Recorded once, as any other: what verifies names it."""
    menu(page, "记录")
    page.locator("#field-kind label", has_text="入户").first.click()
    page.locator("#field-target label", has_text=HEAD).click()
    page.fill("#note", "看粮食、住房和工资单")
    page.click(".save button")
    expect(page.locator(".notice").first).to_be_visible()


def to_exits(page: Page) -> None:
    menu(page, "帮扶户")
    page.locator("tbody th a", has_text=HEAD[0]).first.click()
    page.wait_for_load_state()
    follow(page, "退出与监测")


def to_course(page: Page) -> None:
    menu(page, "退出与监测")
    follow(page, "正在办的")
    page.locator("main tbody th a, main .entries a", has_text=HEAD[0]).first.click()
    page.wait_for_load_state()
