"""GI-20, GI-21, GI-24 and GI-25: plans follow wishes, name a person for each measure, and decide nine categories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from tests.site.measures.steps import BARE, CLERK, YEAR, Steps, refused
from tests.site.world import OWN, TODAY

from bangfu.site.measures.models import Measure, Plan
from bangfu.site.measures.words import CATEGORIES

Browser = Callable[[str], Client]
PAGE = f"/help/households/{BARE}/"
NINE = dict.fromkeys(CATEGORIES, "planned")


class TestGi20:
    def test_gi_20_through_the_database(self, steps: Steps) -> None:
        plan = steps.draft()
        statement = "update measures_plan set adopted_on = %s where id = %s"
        assert refused(lambda: steps.run(CLERK, statement, [TODAY, plan])) == "help_needs_wish"
        steps.wish(on=TODAY)
        assert refused(lambda: steps.adopt(plan, TODAY - timedelta(days=1))) == "help_needs_wish"
        steps.adopt(plan)
        assert refused(lambda: steps.run(CLERK, statement, [TODAY, plan])) == "help_plan_adopted"

    def test_gi_20_through_the_site(self, steps: Steps, browser: Browser) -> None:
        plan, clerk = steps.draft(), browser(CLERK)
        page = clerk.post(f"/help/plans/{plan}/adopt/", {"on": str(TODAY)})
        assert page.status_code == 200
        assert "还没有记下本户的意愿" in page.content.decode()
        steps.wish()
        assert clerk.post(f"/help/plans/{plan}/adopt/", {"on": str(TODAY)}).status_code == 302

    def test_gi_20_through_programs(self, steps: Steps) -> None:
        plan = steps.draft()
        assert "help_needs_wish" in steps.send(CLERK, "help_plan", plan, "adopt", {"on": str(TODAY)})
        wish = {"own_words": "想养蜂", "agrees": "changes", "on": str(TODAY)}
        assert steps.send(CLERK, "help", BARE, "wish", wish) == []
        assert steps.send(CLERK, "help_plan", plan, "adopt", {"on": str(TODAY)}) == []


class TestGi21:
    def test_gi_21_through_the_database(self, steps: Steps) -> None:
        """A measure without a person cannot be; a household without a plan, and a plan without a measure, are listed."""
        assert [g.grave for g in steps.found("no_plan")] == ["open"]  # the county set no day
        steps.wish()
        plan = steps.draft()
        steps.adopt(plan)
        assert (steps.found("no_plan"), len(steps.found("no_measure"))) == ([], 1)
        nobody = "insert into measures_measure (id, plan_id, category, text, answers, state, result, recorded_at, recorded_by) values ('99-m', %s, 'industry', '种植', '{}', 'planned', '', %s, %s)"
        fresh = steps.draft()
        said = refused(lambda: steps.run(CLERK, nobody, [fresh, f"{TODAY} 10:00+08", f"99-a-{CLERK}"]))
        assert "violates" in said
        steps.measure(fresh)
        steps.adopt(fresh)
        assert steps.found("no_measure") == []

    def test_gi_21_through_the_site(self, steps: Steps, browser: Browser) -> None:
        clerk = browser(CLERK)
        assert "没有今年的帮扶计划" in clerk.get(PAGE).content.decode()
        assert BARE in clerk.get("/help/?gap=no_plan").content.decode()
        plan = steps.draft()
        page = clerk.post(f"/help/plans/{plan}/measure/", {"category": "industry", "text": "发放蜂箱"})
        assert page.status_code == 200  # nobody answers for it
        steps.by(CLERK, lambda _: _none(plan))
        done = {"category": "industry", "text": "发放蜂箱", "responsible": OWN.id("person")}
        assert clerk.post(f"/help/plans/{plan}/measure/", done).status_code == 302

    def test_gi_21_through_programs(self, steps: Steps) -> None:
        plan = steps.draft()
        fields = {"category": "industry", "text": "发放蜂箱"}
        assert steps.send(CLERK, "help_plan", plan, "measure", fields) == ["api_field"]
        nobody = fields | {"responsible": "99-nobody"}
        assert steps.send(CLERK, "help_plan", plan, "measure", nobody) == ["api_field"]
        assert (
            steps.send(CLERK, "help_plan", plan, "measure", fields | {"responsible": OWN.id("person")}) == []
        )

    def test_the_same_words_for_several_households_are_a_warning(self, steps: Steps) -> None:
        steps.planned(text="发放鸡苗")
        assert steps.found("same_text") == []
        steps.planned(pk=OWN.id("household"), text=" 发放鸡苗 ")
        assert [g.grave for g in steps.found("same_text")] == ["warning"]

    def test_a_plan_is_late_only_after_the_day_that_the_county_set(
        self, steps: Steps, browser: Browser
    ) -> None:
        office, fields = (
            browser("county_office"),
            {"start": str(TODAY), "plans_by": "04-14", "document": "示例1号"},
        )
        assert office.post("/help/county/setting/", fields | {"plans_by": "31-04"}).status_code == 200
        assert [g.grave for g in steps.found("no_plan")] == ["open"]
        assert office.post("/help/county/setting/", fields).status_code == 302
        assert [g.grave for g in steps.found("no_plan")] == ["not_met"]


class TestARevision:
    def test_begins_with_what_is_not_over(self, steps: Steps) -> None:
        steps.wish()
        last = steps.draft(YEAR - 1)
        steps.carry_on(steps.measure(last, text="修缮房屋"), "done", "已经修好")
        steps.measure(last, "employment", "介绍务工")
        steps.adopt(last)
        this = steps.draft()
        assert steps.by(CLERK, lambda _: [m.text for m in Measure.objects.filter(plan=this)]) == ["介绍务工"]
        assert steps.by(CLERK, lambda _: Plan.objects.get(pk=this).former_id) == last
        assert refused(steps.draft) == "help_twice"

    def test_what_is_over_or_adopted_is_changed_no_more(self, steps: Steps) -> None:
        measure = steps.planned()
        assert refused(lambda: steps.carry_on(measure, "done")) == "help_needs_words"
        steps.carry_on(measure, "running")
        steps.carry_on(measure, "dropped", "本户外出务工")
        assert refused(lambda: steps.carry_on(measure, "running")) == "help_is_over"
        plan = steps.by(CLERK, lambda _: Measure.objects.get(pk=measure).plan_id)
        assert refused(lambda: steps.measure(plan)) == "help_plan_adopted"


class TestGi24:
    def test_gi_24_through_the_database(self, steps: Steps) -> None:
        [gap] = steps.found("decisions")
        assert set(gap.about) == set(CATEGORIES)
        assert refused(lambda: steps.decide("housing", "not_applicable", " ")) == "help_needs_reason"
        assert (
            refused(lambda: steps.decide("policy_information", "not_applicable", "不需要"))
            == "help_always_applies"
        )
        for category in CATEGORIES:
            steps.decide(category, "planned")
        assert steps.found("decisions") == []

    def test_gi_24_through_the_site(self, steps: Steps, browser: Browser) -> None:
        clerk, base = browser(CLERK), {"year": str(YEAR), "on": str(TODAY)}
        page = clerk.post(f"{PAGE}nine/", base | NINE | {"housing": "not_applicable"})
        assert "要写明理由" in page.content.decode()
        page = clerk.post(
            f"{PAGE}nine/",
            base | NINE | {"policy_information": "not_applicable", "policy_information_reason": "无"},
        )
        assert page.status_code == 200
        whole = base | NINE | {"housing": "not_applicable", "housing_reason": "住房安全"}
        assert clerk.post(f"{PAGE}nine/", whole).status_code == 302
        assert "九项到户还缺决定" not in clerk.get(PAGE).content.decode()

    def test_gi_24_through_programs(self, steps: Steps) -> None:
        base = {"year": YEAR, "on": str(TODAY)}
        said = base | {"housing": "not_applicable"}
        assert "help_needs_reason" in steps.send(CLERK, "help", BARE, "nine", said)
        said = base | {"policy_information": "not_applicable", "policy_information_reason": "不需要"}
        assert "help_always_applies" in steps.send(CLERK, "help", BARE, "nine", said)
        assert steps.send(CLERK, "help", BARE, "nine", base | {"industry": "planned"}) == []
        [gap] = steps.found("decisions")
        assert set(gap.about) == {*CATEGORIES} - {"industry"}


class TestGi25:
    def test_gi_25_through_the_database(self, steps: Steps) -> None:
        steps.file(("illness", "skill"))
        steps.planned(answers=("skill",))
        [gap] = steps.found("cause")
        assert (gap.about, gap.grave) == (("illness",), "warning")

    def test_gi_25_through_the_site(self, steps: Steps, browser: Browser) -> None:
        steps.file(("water",))
        steps.planned()
        page = browser(CLERK).get("/help/?gap=cause").content.decode()
        assert BARE in page
        assert "缺水" in page

    def test_gi_25_through_programs(self, steps: Steps) -> None:
        steps.file(("water",))
        steps.wish()
        plan = steps.draft()
        fields = {
            "category": "housing",
            "text": "打井",
            "responsible": OWN.id("person"),
            "answers": ["water"],
        }
        assert steps.send(CLERK, "help_plan", plan, "measure", fields) == []
        assert len(steps.found("cause")) == 1  # not adopted yet
        steps.adopt(plan)
        assert steps.found("cause") == []


def _none(plan: str) -> None:
    assert not Measure.objects.filter(plan=plan).exists()
