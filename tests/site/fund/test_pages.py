"""Pages: what is entered through forms, refused at them, and traced both ways (GI-41); leads name their rows."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.site.fund.steps import BUDGET, CLERK, COUNTY, INSPECTOR, OFFICE, TODAY, TOWNSHIP, YESTERDAY, Steps
from tests.site.world import NEAR, OWN

from bangfu.site.fund import booking, following
from bangfu.site.fund.models import Account, Plan, Project

Browser = Callable[[str], Client]
ON = YESTERDAY.isoformat()


class TestFromThePlanToThePayment:
    def test_each_step_by_its_form_and_the_refusal_told_there(self, browser: Browser, steps: Steps) -> None:
        clerk, office = browser(CLERK), browser(OFFICE)
        proposed = {
            "place": OWN.village,
            "name": "水渠",
            "purpose": "production",
            "budget": "5000",
            "for_village": "on",
        }
        clerk.post(f"/fund/items/{OWN.id('item')}/project/", proposed)
        with steps.acting(OFFICE):
            pk = Project.objects.get(name="水渠").pk
        at = f"/fund/projects/{pk}/"
        clerk.post(f"{at}use/", {"source": "county", "purpose": "production", "amount": "4999.99"})
        office.post(f"{at}moves/review/", {"review-text": "可行"})
        told = office.post(f"{at}moves/approve_use/").content.decode()
        assert "各行合计与项目预算不相等" in told
        clerk.post(f"{at}use/", {"source": "county", "purpose": "training", "amount": "0.01"})
        office.post(f"{at}moves/approve_use/")
        office.post(f"{at}moves/establish/", {"establish-document": "立项号"})
        with steps.acting(OFFICE):
            assert Project.objects.get(pk=pk).state == "established"
        office.post(f"{at}procurement/", {"kind": "tender", "on": ON, "document": "标号"})
        allotted = {"receipt": OWN.id("receipt"), "amount": "5000", "document": "拨号", "on": ON}
        office.post(f"{at}allot/", allotted)
        with steps.acting(OFFICE):
            allotment = Account.objects.get(project=pk, kind="allotment").pk
        pay = {
            "allotment": allotment,
            "purpose": "training",
            "payee": "公司",
            "document": "付号",
            "on": ON,
            "household": "",
        }
        refused = office.post(f"{at}pay/", {**pay, "amount": "1"}).content.decode()
        assert "超出了批准的使用方案" in refused
        office.post(f"{at}pay/", {**pay, "purpose": "production", "amount": "1234.56"})
        shown = office.get(at).content.decode()
        assert "1,234.56" in shown and "3,765.44" in shown
        assert "1,234.56" in office.get("/fund/").content.decode()

    def test_a_plan_is_written_adopted_and_closed(self, browser: Browser, steps: Steps) -> None:
        clerk = browser(CLERK)
        plan = {
            "kind": "annual", "place": TOWNSHIP, "parent": OWN.id("threeyear"), "called": "二〇二一年计划",
            "start_year": "2021", "end_year": "2021", "prepared": ["investigated"],
        }  # fmt: skip
        assert "年度计划要选依据" in clerk.post("/fund/plans/new/", {**plan, "parent": ""}).content.decode()
        clerk.post("/fund/plans/new/", plan)
        with steps.acting(CLERK):
            pk = Plan.objects.get(title="二〇二一年计划").pk
        at = f"/fund/plans/{pk}/"
        assert (
            "还没有任务，不能通过" in clerk.post(f"{at}adopt/", {"on": ON, "document": "号"}).content.decode()
        )
        clerk.post(f"{at}item/", {"parent": OWN.id("above"), "text": "修渠", "target": "3", "unit": "公里"})
        clerk.post(f"{at}adopt/", {"on": ON, "document": "通过号"})
        clerk.post(f"{at}close/", {"on": ON, "result": "undone"})
        shown = clerk.get(at).content.decode()
        assert all(word in shown for word in ("修渠", "通过号", "未完成"))

    def test_supervision_and_county_money_by_their_forms(self, browser: Browser) -> None:
        office, at = browser(OFFICE), f"/fund/projects/{OWN.id('project')}/"
        seen = {
            "allotment": OWN.id("allotment"),
            "on": TODAY.isoformat(),
            "checked": "看现场",
            "finding": "属实",
        }
        assert "要由另一个人办" in office.post(f"{at}supervise/", seen).content.decode()
        browser(INSPECTOR).post(f"{at}supervise/", seen)
        assert "看现场" in office.get(at).content.decode()
        office.post("/fund/books/source/", {"source": "social", "name": "慈善会", "earmark": "education"})
        office.post(
            "/fund/books/setting/",
            {"tender_from": "", "income_percent": "60", "start": ON, "document": "文件号"},
        )
        shown = office.get("/fund/books/").content.decode()
        assert "慈善会" in shown and "60%" in shown


class TestGi41Traces:
    def test_from_a_payment_up_to_its_source_and_down_to_the_households(self, browser: Browser) -> None:
        shown = browser(CLERK).get(f"/fund/vouchers/{OWN.id('pay')}/").content.decode()
        for pk in ("receive", "allot", "pay"):
            assert f"/fund/vouchers/{OWN.id(pk)}/" in shown
        for link in (
            f"/fund/projects/{OWN.id('project')}/", f"/fund/plans/{OWN.id('plan')}/",
            f"/fund/plans/{OWN.id('threeyear')}/", f"/fund/households/{OWN.id('household')}/",
        ):  # fmt: skip
            assert link in shown

    def test_from_a_household_to_all_that_reached_it(self, browser: Browser, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established())
        voucher = steps.pay(allotment, 333_33, household=OWN.id("household"))
        shown = browser(CLERK).get(f"/fund/households/{OWN.id('household')}/").content.decode()
        assert f"/fund/vouchers/{voucher.pk}/" in shown
        assert f"/fund/projects/{OWN.id('project')}/" in shown
        assert "334.33" in shown  # with the yuan of income of the world

    def test_nobody_follows_money_into_another_township(self, browser: Browser) -> None:
        assert browser(CLERK).get(f"/fund/vouchers/{NEAR.id('pay')}/").status_code == 404
        source = browser(CLERK).get(f"/fund/vouchers/{OWN.id('receive')}/").content.decode()
        assert NEAR.mark not in source


class TestLeads:
    def test_late_and_split_payments_are_told_with_their_vouchers(
        self, browser: Browser, steps: Steps
    ) -> None:
        project = steps.established(("county", "production", 900_00), judged=False)
        allotment = steps.allot(steps.receipt(), project, 900_00)
        other = steps.established(("county", "production", 900_00), judged=False)
        first = steps.pay(allotment, 600_00, payee="甲公司")
        second = steps.pay(steps.allot(steps.receipt(), other, 900_00), 600_00, payee="甲公司")
        office = browser(OFFICE)
        shown = office.get("/fund/leads/").content.decode()
        assert "甲公司 2020: 1,200.00" in shown
        assert all(f"/fund/vouchers/{each.pk}/" in shown for each in (first, second))
        with steps.acting(OFFICE) as user:
            booking.reverse(user, second, booking.Paper("号", TODAY, "记错"))
        assert "甲公司 2020" not in office.get("/fund/leads/").content.decode()
        steps.move(project, "accept")
        late = steps.pay(allotment, 1, on=TODAY)
        assert f"/fund/vouchers/{late.pk}/" not in office.get("/fund/leads/").content.decode()

    def test_a_county_without_a_threshold_is_told(self, browser: Browser, steps: Steps) -> None:
        assert "没有定招标采购起点" not in browser(OFFICE).get("/fund/leads/").content.decode()
        steps.by(OFFICE, lambda user: following.set_for(user, COUNTY, TODAY, "号"))
        assert "没有定招标采购起点" in browser(OFFICE).get("/fund/leads/").content.decode()
        assert str(BUDGET) not in browser(CLERK).get("/fund/leads/").content.decode()
