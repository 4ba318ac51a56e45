"""How a household comes onto the register, each step by who has it to do, through the pages alone."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect
from tests.site.browser.by_hand import clean, deed, fill, follow, menu, refused, save
from tests.site.browser.cast import DESK, PHONE, Complaints, Site, seat

HEAD, SPOUSE, MASKED, VILLAGE = "辛示例", "欣示例", "辛**", "示例二村"
ANSWER = "到镇上市场核过：门面是同名的另一户的，这户没有。"
SEEN = "入户看过，邻居和村医都证实"
TOLD = {"looks": ("四看", 4), "priorities": ("五优先", 5), "ins": ("六进", 6), "outs": ("七不进", 7)}
NOTICE_DAYS = "3"


def schemed(browser: Browser, site: Site) -> None:
    """The county office sets how scattered poor households are registered."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        menu(page, "识别")
        follow(page, "识别办法")
        clean(page, complaints)
        box = page.locator("section, .box").filter(has_text="分散贫困户建档立卡识别")
        box.locator("a", has_text="设定").first.click()
        fill(page, {
            "从哪天起管用": "2019-11-01", "步骤，按先后": "入户核查\n村民代表民主评议\n乡镇审核", "公示几天": NOTICE_DAYS,
            "报告后几天内要摸排": "15", "依据的文件": "示例〔识别〕1号",
            **{name: "\n".join(f"{name}第{n}条" for n in range(1, count + 1)) for name, count in TOLD.values()},
        })  # fmt: skip
        clean(page, complaints)
        save(page)
        expect(page.locator("main")).to_contain_text("从2019-11-01起")
        clean(page, complaints)


def visited(browser: Browser, site: Site) -> None:
    """The cadre of the village goes there, and reports from a phone what was seen."""
    with seat(browser, site, "resident_cadre", "zh", PHONE) as (page, complaints):
        menu(page, "到户帮扶")
        follow(page, "报告有困难的户", VILLAGE)
        fill(
            page,
            {"从哪里知道的": "干部走访", "哪一户": HEAD, "发生了什么": "山墙裂缝属实，已劝其先住到村部。"},
        )
        clean(page, complaints)
        save(page)
        expect(page.locator("main")).to_contain_text("山墙裂缝属实")  # among the own reports
        clean(page, complaints)


def screened(browser: Browser, site: Site) -> None:
    """The township puts the household on the roll of its village, screens it by the report, and takes what the lists say."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        menu(page, "识别")
        follow(page, VILLAGE)
        deed(page, "登记一户", {"户主": HEAD, "人数": "2", "住址": "一组"})
        clean(page, complaints)
        follow(page, "报告")
        row = page.locator("tbody tr", has_text="农户自主申报")
        row.locator("a", has_text="按报告开始摸排").click()
        fill(page, {"名册上的哪一户": HEAD, "识别办法": "分散贫困户建档立卡识别"})
        clean(page, complaints)
        save(page)
        page.locator("tbody tr", has_text="干部走访").locator("a", has_text="答复").click()
        fill(page, {"答复": "与本户自己的申报一并摸排。"})
        save(page)
        page.locator("tbody tr", has_text="农户自主申报").locator("a", has_text="摸排中").click()
        answered(page, complaints)
        for name, relation in ((HEAD, "户主"), (SPOUSE, "配偶")):
            deed(page, "登记家庭成员", {"姓名": name, "与户主关系": relation, "出生日期": "1971-05-06"})
        deed(
            page, "记一步程序", {"哪一步": "入户核查", "谁办的": "驻村干部示例甲、村委会", "结果": "情况属实"}
        )
        clean(page, complaints)
        deed(page, "按清单得出结果", {"情况或理由": "四看属实，六进第一条符合，七不进都没有。"})
        expect(page.locator("main")).to_contain_text("已评议")
        clean(page, complaints)


def answered(page: Page, complaints: Complaints) -> None:
    """All items on one page; one without what it rests on is refused."""
    follow(page, "填写清单")
    said = {f"{name}{n} ": "否" for name, count in TOLD.values() for n in range(1, count + 1)}
    fill(page, said | {"六进1 ": "是"})
    clean(page, complaints)
    save(page)
    refused(page, "写明依据")
    assert all("422" in heard for heard in complaints.taken())
    fill(page, {"各条共同的依据": SEEN})
    save(page)
    expect(page.locator("main")).to_contain_text("按清单应进")
    clean(page, complaints)


def posted(browser: Browser, site: Site) -> None:
    """The township hangs the notice, and prints it."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        _to_village(page)
        deed(page, "张贴拟纳入公示", {"识别办法": "分散贫困户建档立卡识别", "张贴在哪里": "村委会公告栏"})
        clean(page, complaints)
        follow(page, "拟纳入公示")
        expect(page.locator("main")).to_contain_text("公示到2019-11-07")
        clean(page, complaints)


def heard(browser: Browser, site: Site) -> None:
    """The township looks and answers, and records what is left of the procedure."""
    with seat(browser, site, "township_clerk", "zh", DESK) as (page, complaints):
        _to_village(page)
        follow(page, "拟纳入公示")
        expect(page.locator("main")).to_contain_text("还没有答复")
        clean(page, complaints)
        deed(page, "答复", {"答复（凭回执号的人看得到）": ANSWER})
        expect(page.locator("main")).to_contain_text(ANSWER)
        _to_screening(page)
        for step, body, found in (
            ("村民代表民主评议", "村民代表会议", "到会的都同意"),
            ("乡镇审核", "乡镇帮扶工作组", "材料齐全"),
        ):
            deed(page, "记一步程序", {"哪一步": step, "谁办的": body, "结果": found})
        clean(page, complaints)


def early(browser: Browser, site: Site) -> None:
    """While the notice hangs the county office is told what is lacking, and is not offered to confirm."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        _to_screening(page)
        expect(page.locator("main")).to_contain_text("公示")
        expect(page.locator("main a", has_text="确认纳入")).to_have_count(0)
        clean(page, complaints)


def confirmed(browser: Browser, site: Site) -> None:
    """The county office, which did none of it, takes the household in; its village hangs the list in force."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        _to_screening(page)
        deed(page, "确认纳入", {"情况或理由": "程序走完，异议已答复。"})
        expect(page.locator("main")).to_contain_text("已确认")
        clean(page, complaints)
    with seat(browser, site, "township_clerk", "zh", PHONE) as (page, complaints):
        _to_village(page)
        deed(page, "张贴现行名单", {"张贴在哪里": "村委会公告栏"})
        clean(page, complaints)


def _to_village(page: Page) -> None:
    menu(page, "识别")
    follow(page, VILLAGE)


def _to_screening(page: Page) -> None:
    _to_village(page)
    page.locator("tbody tr", has_text="分散贫困户建档立卡识别").locator("th a").first.click()
    page.wait_for_load_state()
