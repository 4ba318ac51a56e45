"""From three absences to a decision, an appeal and what came of it, by six people: an inspector, a township clerk, the office that
prepares, the cadre, who decides, and who hears the appeal. Who has taken one part is offered no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.browser.cast import DESK, PHONE, Site, seat
from tests.site.browser.serving import STRICT_COUNTY, serving
from tests.site.browser.strict_county import DAY
from tests.site.browser.test_papers import clean
from tests.site.browser.test_supervision import path_of, step
from tests.site.seed import planted

FOUND = "上午到村查岗，第一书记不在村，也没有请假"
SAID = "那天上午到镇里开会，有会议签到，没有来得及补手续"
SHEET = "/allowances/?month=2018-{month:02}"


@pytest.fixture(scope="module")
def strict(program: str, seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, in a county where absences have consequences."""
    with serving(planted(seed, tmp_path_factory.mktemp("strict")), STRICT_COUNTY, DAY) as running:
        yield running


def test_from_three_absences_to_a_partly_granted_appeal(browser: Browser, strict: Site) -> None:
    third_absence(browser, strict)
    case = opened(browser, strict)
    heard(browser, strict, case)
    decided(browser, strict, case)
    served(browser, strict, case)
    appealed(browser, strict, case)
    told(browser, strict, case)


def third_absence(browser: Browser, site: Site) -> None:
    """Found by an inspector on a phone, accepted by the township: only then it is a fact."""
    with seat(browser, site, "inspector", "zh", PHONE) as (page, complaints):
        page.goto("/findings/new/")
        choose(page, "place", "示例一村")
        page.select_option("[name=regulation]", "dachuan-2017-96")
        page.fill("[name=clause]", "三(二)/1")
        page.fill("[name=found_on]", "2018-08-06")
        page.fill("[name=text]", FOUND)
        choose(page, "kind", "脱岗")
        choose(page, "person", "示例甲")
        choose(page, "leader", "示例乙")
        page.fill("[name=opinion]", "说明情况，按时在岗")
        page.fill("[name=deadline]", "2018-09-10")
        clean(page, complaints)
        page.click("main form[method=post] .btn-primary")
        expect(page.locator("h1")).to_contain_text("问题草稿")
        finding = path_of(page)
        page.locator("form[action$='/feed_back/'] button").click()
        expect(page.locator("h1")).to_contain_text("问题 2018-")
    with seat(browser, site, "county_office", "zh", DESK) as (page, _):
        page.goto("/proposals/")
        expect(page.locator("main")).not_to_contain_text("召回")  # two absences stand
    with seat(browser, site, "township_clerk", "zh", PHONE) as (page, complaints):
        page.goto(finding)
        step(page, "accept", "属实，已提醒")
        clean(page, complaints)


def opened(browser: Browser, site: Site) -> str:
    """The office takes up one proposal of the third rung, and tells the cadre."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto("/proposals/?measure=allowance_cancelled")
        clean(page, complaints)
        page.goto(address_of(page, "2018-12-31"))
        clean(page, complaints)
        page.locator("form[action^='/cases/open/'] button").click()
        page.wait_for_url(re.compile("/cases/(?!open)"))
        expect(page.locator("main")).to_contain_text("已立案，待告知")
        clean(page, complaints)
        case = path_of(page)
        with seat(browser, site, "resident_cadre", "zh", PHONE) as (other, _):
            assert other.request.get(case).status == 404
        page.fill("#id_notify_deadline", "2018-08-30")
        step(
            page, "notify", "拟停发全年驻村补助。依据三次查岗不在岗。您可以说明情况，也可以要求当面听取意见。"
        )
        expect(page.locator("form[action$='/confirm/']")).to_have_count(0)
        expect(page.locator("form[action$='/submit/']")).to_have_count(0)
        expect(page.locator("main")).to_contain_text("还没有听取本人意见")
        return case


def heard(browser: Browser, site: Site, case: str) -> None:
    """The cadre reads all of it on a phone, and says what happened; then it is handed over."""
    with seat(browser, site, "resident_cadre", "zh", PHONE) as (page, complaints):
        page.goto("/cases/?group=mine")
        page.locator("tbody a").first.click()
        page.wait_for_url(f"**{case}")
        expect(page.locator("main")).to_contain_text("这件事是关于您的")
        expect(page.locator("main")).to_contain_text(FOUND)
        clean(page, complaints)
        page.fill("#id_state_text", SAID)
        page.locator("form[action$='/state/'] button").click()
        expect(page.locator("main")).to_contain_text(SAID)
    with seat(browser, site, "county_office", "zh", DESK) as (page, _):
        page.goto(case)
        step(page, "submit", "核对了会议签到，八月六日上午确有会议，但没有请假记录")
        expect(page.locator("form[action$='/confirm/']")).to_have_count(0)


def decided(browser: Browser, site: Site, case: str) -> None:
    """Another body decides; more than the clause allows is refused."""
    with seat(browser, site, "county_leader", "zh", DESK) as (page, _):
        page.goto(case)
        expect(page.locator("form[action$='/grant/']")).to_have_count(0)
    with seat(browser, site, "organization_department", "zh", DESK) as (page, complaints):
        page.goto(case)
        expect(page.locator("#id_confirm_end")).to_have_value("2018-12-31")
        clean(page, complaints)
        page.fill("#id_confirm_end", "2019-12-31")
        page.fill("#id_confirm_text", "三次查岗不在岗，事实清楚")
        page.locator("form[action$='/confirm/'] button").click()
        expect(page.locator("[role=alert]").first).to_contain_text("比文件规定的更重、更长")
        page.fill("#id_confirm_end", "2018-12-31")
        page.locator("form[action$='/confirm/'] button").click()
        expect(page.locator("main")).to_contain_text("已决定，待送达")


def served(browser: Browser, site: Site, case: str) -> None:
    """The decision is made from the case, issued under its number, and served."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, complaints):
        page.goto(case)
        page.select_option("#id_paper_kind", "decision")
        page.locator("form[action$='/paper/'] button").click()
        expect(page.locator("article.paper")).to_contain_text(SAID)
        clean(page, complaints)
        page.click("form[action$='/issue/'] button")
        expect(page.locator(".paper-number")).to_contain_text("试处〔2018〕1号")
        assert page.request.get(f"{path_of(page)}pdf/").body().startswith(b"%PDF")
        page.goto(case)
        expect(page.locator("#id_serve_document")).to_have_value("试处〔2018〕1号")
        page.fill("#id_serve_deadline", "2018-09-20")
        step(page, "serve", "当面送达本人，一式两份")
        expect(page.locator("main")).to_contain_text("已生效")
        assert [cancelled(page, month) for month in (3, 8)] == [1, 1]
        clean(page, complaints)


def appealed(browser: Browser, site: Site, case: str) -> None:
    """The cadre reads the paper and appeals; who decided is not offered the review, another grants it in part."""
    with seat(browser, site, "resident_cadre", "zh", PHONE) as (page, complaints):
        page.goto(case)
        page.locator("a", has_text="处理决定").first.click()
        expect(page.locator(".paper-number")).to_contain_text("试处〔2018〕1号")
        page.goto(case)
        page.fill("#id_appeal_text", "八月六日有会议签到，应当从轻")
        page.locator("form[action$='/appeal/'] button").click()
        expect(page.locator("main")).to_contain_text("复核中")
        clean(page, complaints)
    for role in ("organization_department", "county_office"):
        with seat(browser, site, role, "zh", DESK) as (page, _):
            page.goto(case)
            expect(page.locator("form[action$='/grant_part/']")).to_have_count(0)
    with seat(browser, site, "county_leader", "zh", DESK) as (page, complaints):
        page.goto(case)
        clean(page, complaints)
        page.locator("summary", has_text="部分采纳").click()
        page.fill("#id_grant_part_start", "2018-07-01")
        page.fill("#id_grant_part_end", "2018-09-30")
        page.fill("#id_grant_part_text", "会议签到属实，按一个季度处理")
        page.locator("form[action$='/grant_part/'] button").click()
        expect(page.locator("main")).to_contain_text("2018-07-01 – 2018-09-30")


def told(browser: Browser, site: Site, case: str) -> None:
    """The answer to the appeal is issued; the cadre finds all of it in the own file, in English on a desk, too."""
    with seat(browser, site, "county_office", "zh", DESK) as (page, _):
        page.goto(case)
        page.locator("summary", has_text="由案件生成一份公文").click()
        page.select_option("#id_paper_kind", "review")
        page.locator("form[action$='/paper/'] button").click()
        expect(page.locator("article.paper")).to_contain_text("按一个季度处理")
        page.click("form[action$='/issue/'] button")
        expect(page.locator(".paper-number")).to_contain_text("试处〔2018〕2号")
    with seat(browser, site, "resident_cadre", "en", DESK) as (page, complaints):
        assert [cancelled(page, month) for month in (3, 8)] == [
            0,
            1,
        ]  # the corrected sheet: a quarter, not the year
        clean(page, complaints)
        page.goto("/me/file/")
        expect(page.locator("main")).to_contain_text("allowance")
        expect(page.locator(f"a[href='{case}']")).to_have_count(1)
        clean(page, complaints)
        page.fill("[name=text]", "第一次查岗那天是公休日")
        page.locator("form[action$='/correct/'] button").click()
        expect(page.locator("main")).to_contain_text("第一次查岗那天是公休日")
        clean(page, complaints)


def cancelled(page: Page, month: int) -> int:
    """How many allowances of a month of the year a decision has taken."""
    page.goto(SHEET.format(month=month))
    expect(page.locator("main tbody tr").first).to_be_visible()
    return page.locator("main tbody .pill.state-exempt").count()


def choose(page: Page, field: str, words: str) -> None:
    """Search in a field, and take the first that is offered."""
    page.fill(f"#id_{field}-text", words)
    page.locator(f"#id_{field}-list [role=option]", has_text=words).first.click()


def address_of(page: Page, words: str) -> str:
    """Where the entry of a list leads that says something."""
    entry = page.locator(".entries > li", has_text=words).first
    return entry.locator("a").first.get_attribute("href") or ""
