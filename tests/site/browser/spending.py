"""From the plan of a township to a project, its money, what was paid to the household, and the acceptance of the work."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect
from tests.site.browser.by_hand import clean, deed, fill, follow, menu, save
from tests.site.browser.cast import DESK, PHONE, Site, seat
from tests.site.browser.helping import to_household
from tests.site.browser.identifying import HEAD, MASKED, VILLAGE

PROJECT, AMOUNT = "示例二村养牛到户", "16000"
YEARS = ("示例镇三年规划", "示例镇2019年计划")
TASK = "养牛到户两户"
PAPER = "示例〔2019〕{}号"


def provided(browser: Browser, site: Site) -> None:
    """The county sets from when on a tender is needed, and books what came in."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        menu(page, "项目资金")
        follow(page, "资金来源")
        deed(page, "定本县的标准", {"招标采购起点": "200000", "依据的文件": PAPER.format(1)})
        deed(page, "登记资金来源", {"类别": "县级财政", "名称": "县级衔接资金（示例）"})
        deed(page, "登记到账", {"钱的来源": "县级衔接资金", "金额": "50000", "文号": PAPER.format(2)})
        expect(page.locator("main")).to_contain_text("50,000.00")
        clean(page, complaints)


def put_forward(browser: Browser, site: Site) -> None:
    """The township plans, and proposes a project for the household."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        for title, kind, end in ((YEARS[0], "三年规划", "2021"), (YEARS[1], "年度计划", "2019")):
            menu(page, "项目资金")
            follow(page, "规划和计划", "编制规划")
            above = {"依据的三年规划": YEARS[0]} if kind == "年度计划" else {}
            fill(
                page,
                {"种类": kind, "乡镇": "示例镇", "名称": title, "从哪一年": "2019", "到哪一年": end, **above},
            )
            save(page)
            follow(page, title)
            deed(page, "加一项任务", {"任务": TASK} | ({"对应三年规划的哪一项": TASK} if above else {}))
            deed(page, "登记规划通过", {"通过日期": "2019-11-12", "文号": PAPER.format(3)})
            clean(page, complaints)
        follow(page, "申报项目")
        fill(page, {"实施地点": VILLAGE, "项目名称": PROJECT, "资金用途": "产业发展", "预算": AMOUNT})
        save(page)
        follow(page, PROJECT)
        deed(
            page,
            "写一行资金使用方案",
            {"资金来源类别": "县级财政", "资金用途": "产业发展", "金额": AMOUNT},
        )
        deed(page, "加一个受益户", {"受益户": HEAD})
        expect(page.locator("main")).to_contain_text("已申报")
        clean(page, complaints)


def paid(browser: Browser, site: Site) -> None:
    """The county office finds it feasible, approves, establishes, allots and pays."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        to_project(page)
        step(page, "可行性审查通过", {"意见或理由": "可行，能带动本户增收。"})
        step(page, "批准资金使用方案", {})
        step(page, "立项", {"文号": PAPER.format(4)})
        clean(page, complaints)
        deed(page, "拨款", {"从哪一笔到账资金": PAPER.format(2), "金额": AMOUNT, "文号": PAPER.format(5)})
        deed(page, "支付", {
            "从哪一笔拨款": PAPER.format(2), "金额": AMOUNT, "文号": PAPER.format(6), "资金用途": "产业发展",
            "收款方": "受益户", "直接付给受益户的": MASKED,
        })  # fmt: skip
        clean(page, complaints)


def accepted(browser: Browser, site: Site) -> None:
    """The work is accepted; nobody looked after the money yet, so the project may not close, and the page says why."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        to_project(page)
        step(page, "验收", {"意见或理由": "两头母牛到户，验收合格。", "文号": PAPER.format(7)})
        expect(page.locator("main")).to_contain_text("监管要跟着资金走")
        clean(page, complaints)
        page.locator("tbody tr", has_text=PAPER.format(6)).locator("a").click()
        expect(page.locator("main")).to_contain_text("县级衔接资金")
        clean(page, complaints)
    with seat(browser, site, "county_office", "en", DESK) as (page, complaints):
        to_household(page, MASKED, "Households")
        follow(page, "Money")
        expect(page.locator("main")).to_contain_text("16,000.00")
        clean(page, complaints)


def closed(browser: Browser, site: Site) -> None:
    """An inspector looked after the payment; then the office closes the project."""
    with seat(browser, site, "inspector", "zh", PHONE) as (page, complaints):
        to_project(page)
        deed(page, "登记监管", {
            "哪一笔拨款": PAPER.format(2), "核对了什么": "到户看牛，核对耳标和支付凭证", "结果": "与申报一致",
        })  # fmt: skip
        clean(page, complaints)
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        to_project(page)
        step(page, "结项", {})
        expect(page.locator("main")).to_contain_text("已结项")
        clean(page, complaints)


def to_project(page: Page) -> None:
    menu(page, "项目资金")
    follow(page, PROJECT)


def step(page: Page, title: str, said: dict[str, str]) -> None:
    """A step of the project, of which the form stands beside it."""
    form = page.locator("main form").filter(
        has=page.locator("button", has_text=title).filter(has_not_text="（")
    )
    fill(page, said, form.first)
    form.first.locator("button").click()
    page.wait_for_load_state()
    expect(page.locator("main [role=alert]")).to_have_count(0)
