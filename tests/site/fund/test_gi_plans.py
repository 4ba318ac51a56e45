"""Plans and the projects that follow them: GI-22, GI-23, GI-33, each tried through the database, the site and programs."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.test import Client
from tests.site.deeds import send
from tests.site.fund.steps import CLERK, OFFICE, TOWNSHIP, YESTERDAY, Steps, commit, said
from tests.site.world import OWN

from bangfu.site.clock import moment
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Item, Plan, Project

Browser = Callable[[str], Client]
ON = YESTERDAY.isoformat()
COUNTY = TOWNSHIP // 10**6 * 10**6


def _plan(user: str, **fields: object) -> Plan:
    """A plan as the site's own role would write it, by no function of the site."""
    made = {
        "county_id": COUNTY,
        "place_id": TOWNSHIP,
        "title": "直接写入",
        "made_by": user,
        "made_at": moment(),
    }
    return Plan.objects.create(**{**made, **fields})


ANNUAL = {"kind": "annual", "start_year": 2021, "end_year": 2021}
WANTED = {"place": OWN.village, "name": "水渠", "purpose": "production", "budget": "100"}


class TestGi22:
    def test_gi_22_through_the_database(self, steps: Steps) -> None:
        with steps.acting(CLERK) as user:
            fields = {**ANNUAL, "parent_id": OWN.id("plan")}
            assert said(lambda: _plan(user.pk, **fields)) == "plan_needs_parent"
            assert said(lambda: _plan(user.pk, **ANNUAL, parent_id=None)) == "plan_needs_parent"
            plan = _plan(user.pk, **ANNUAL, parent_id=OWN.id("threeyear"))
            alone = said(lambda: Item.objects.create(plan=plan, text="无上级", made_by=user.pk))
            assert alone == "item_needs_parent"

    def test_gi_22_through_the_site(self, browser: Browser, steps: Steps) -> None:
        clerk = browser(CLERK)
        fields = {"place": TOWNSHIP, "called": "年度计划", "prepared": ["heard"], **ANNUAL}
        assert "年度计划要选依据" in clerk.post("/fund/plans/new/", fields).content.decode()
        clerk.post("/fund/plans/new/", {**fields, "parent": OWN.id("threeyear")})
        with steps.acting(CLERK):
            plan = Plan.objects.get(title="年度计划")
        told = clerk.post(f"/fund/plans/{plan.pk}/item/", {"text": "无上级"}).content.decode()
        assert 'id="id_parent_error"' in told
        # the world has no plan of 2019, the first year of its plan of three years: listed by name
        assert "2019" in clerk.get("/fund/plans/").content.decode()
        assert "2019" in browser(OFFICE).get("/fund/leads/?code=no_plan").content.decode()

    def test_gi_22_through_programs(self, steps: Steps) -> None:
        fields = {**ANNUAL, "place": TOWNSHIP, "called": "年度计划", "prepared": ["heard"]}
        assert send(CLERK, "place", TOWNSHIP, "plan", fields)[0] == 422
        assert send(CLERK, "place", TOWNSHIP, "plan", {**fields, "parent": OWN.id("threeyear")}) == (201, [])
        with steps.acting(CLERK):
            plan = Plan.objects.get(title="年度计划")
        assert send(CLERK, "plan", plan.pk, "item", {"text": "无上级"}) == (422, ["api_field"])
        below = {"text": "有上级", "parent": OWN.id("above")}
        assert send(CLERK, "plan", plan.pk, "item", below) == (201, [])


class TestGi23:
    def test_gi_23_through_the_database(self, steps: Steps) -> None:
        with steps.acting(CLERK) as user:
            plan = _plan(user.pk, kind="three_year", start_year=2022, end_year=2024, prepared=["heard"])
            Item.objects.create(plan=plan, text="养殖", made_by=user.pk)
            plan.adopted_on, plan.document = YESTERDAY, "号"
            plan.save(update_fields=["adopted_on", "document"])  # a warning, no refusal
            found = {lead.plan and lead.plan.pk: lead.about for lead in leads(user, ["unprepared"])}
            assert found[plan.pk] == "调查研究、摸清底数、分析原因"

    def test_gi_23_through_the_site(self, browser: Browser) -> None:
        clerk = browser(CLERK)
        shown = clerk.get(f"/fund/plans/{OWN.id('threeyear')}/").content.decode()
        assert "准备工作还缺" in shown and "摸清底数、分析原因、听取意见建议" in shown
        assert "规划通过时准备工作不全" in clerk.get("/fund/leads/").content.decode()

    def test_gi_23_through_programs(self, steps: Steps) -> None:
        fields = {
            "kind": "three_year",
            "place": TOWNSHIP,
            "called": "新规划",
            "start_year": 2022,
            "end_year": 2024,
        }
        assert send(CLERK, "place", TOWNSHIP, "plan", fields) == (201, [])
        with steps.acting(CLERK):
            plan = Plan.objects.get(title="新规划")
        assert send(CLERK, "plan", plan.pk, "item", {"text": "养殖"}) == (201, [])
        assert send(CLERK, "plan", plan.pk, "adopt", {"on": ON, "document": "号"}) == (201, [])
        told = steps.by(CLERK, lambda user: leads(user, ["unprepared"]))
        assert plan.pk in {lead.plan and lead.plan.pk for lead in told}


class TestGi33:
    def _draft(self, steps: Steps) -> Item:
        """An item of a plan that nobody adopted."""
        return steps.item(steps.plan("annual", (2020, 2020), OWN.id("threeyear")), OWN.id("above"))

    def test_gi_33_through_the_database(self, steps: Steps) -> None:
        item = self._draft(steps)
        made = {"county_id": COUNTY, "place_id": OWN.village, "name": "水渠", "purpose": "other", "budget": 1}
        with steps.acting(CLERK) as user:
            common = {**made, "made_by": user.pk, "made_at": moment()}
            assert (
                said(lambda: Project.objects.create(**common, item=item, state="established"))
                == "fund_not_yours"
            )
            project = Project.objects.create(**common, item=item)
            told = said(
                lambda: project.moves.create(code="propose", on=YESTERDAY, by=user.pk, at=moment())  # type: ignore[attr-defined]
            )
            assert told == "fund_not_planned"
            assert said(commit) == "a project begins with a move"
            transaction.set_rollback(True)

    def test_gi_33_through_the_site(self, browser: Browser, steps: Steps) -> None:
        at = f"/fund/items/{self._draft(steps).pk}/project/"
        assert "项目要跟着规划走" in browser(CLERK).post(at, WANTED).content.decode()
        with steps.acting(CLERK):
            assert not Project.objects.filter(name="水渠").exists()

    def test_gi_33_through_programs(self, steps: Steps) -> None:
        told = send(CLERK, "item", self._draft(steps).pk, "project", WANTED)
        assert told == (422, ["fund_not_planned"])
        assert send(CLERK, "item", OWN.id("item"), "project", WANTED) == (201, [])
