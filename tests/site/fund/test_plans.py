"""Projects follow plans: GI-22, GI-23 and GI-33, and what is refused of a plan."""

from __future__ import annotations

from tests.site.acting import Acting, refused
from tests.site.fund.steps import CLERK, COUNTY, OFFICE, TODAY, TOWNSHIP, Steps
from tests.site.world import NEAR, OWN

from bangfu.site.fund import planning
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Item, Plan, Project


class TestGi22AYearFollowsAPlanOfSeveral:
    def test_a_plan_of_a_year_without_one_above_is_refused(self, steps: Steps) -> None:
        assert refused(lambda: steps.plan("annual", (2019, 2019), OWN.id("plan"))) == "plan_needs_parent"
        assert refused(lambda: steps.plan("annual", (2022, 2022), OWN.id("threeyear"))) == "plan_needs_parent"
        fresh = steps.plan("three_year", (2022, 2024))
        assert refused(lambda: steps.plan("annual", (2022, 2022), fresh.pk)) == "plan_needs_parent"

    def test_an_item_of_a_year_needs_one_above_it_and_one_of_several_years_has_none(
        self, steps: Steps
    ) -> None:
        year = steps.plan("annual", (2021, 2021), OWN.id("threeyear"))
        several = steps.plan("three_year", (2022, 2024))
        assert refused(lambda: steps.item(year)) == "item_needs_parent"
        assert refused(lambda: steps.item(year, OWN.id("item"))) == "item_needs_parent"
        assert refused(lambda: steps.item(several, OWN.id("above"))) == "item_needs_parent"
        assert steps.item(year, OWN.id("above")).parent_id == OWN.id("above")

    def test_a_township_without_a_plan_of_this_year_is_listed(self, steps: Steps, acting: Acting) -> None:
        def listed() -> list[str]:
            return steps.by(
                OFFICE, lambda user: [one.about for one in leads(user, ["no_plan"]) if "2020" in one.about]
            )

        assert listed() == []
        with acting(CLERK):
            planning.close(Plan.objects.get(pk=OWN.id("plan")), TODAY, "done")
        assert listed() == []  # closed, it still was there
        assert Plan.objects.count() == 0  # outside any scope nobody sees one


class TestGi23PreparatorySteps:
    def test_a_plan_adopted_without_some_is_a_lead_with_their_names(self, steps: Steps) -> None:
        found = steps.by(OFFICE, lambda user: leads(user, ["unprepared"]))
        assert {one.plan and one.plan.pk for one in found} == {OWN.id("threeyear"), NEAR.id("threeyear")}
        assert found[0].about == "摸清底数、分析原因、听取意见建议"


class TestGi33AProjectNeedsAPlanInForce:
    def test_under_a_plan_that_was_not_adopted_is_refused(self, steps: Steps) -> None:
        draft = steps.plan("annual", (2020, 2020), OWN.id("threeyear"))
        item = steps.item(draft, OWN.id("above"))
        assert refused(lambda: steps.propose(item.pk)) == "fund_not_planned"
        steps.adopt(draft)
        assert steps.propose(item.pk).state == "proposed"

    def test_under_a_plan_of_another_year_is_refused(self, steps: Steps) -> None:
        later = steps.plan("annual", (2021, 2021), OWN.id("threeyear"))
        item = steps.item(later, OWN.id("above"))
        steps.adopt(later)
        assert refused(lambda: steps.propose(item.pk)) == "fund_not_planned"

    def test_under_a_closed_plan_neither_proposed_nor_established(self, steps: Steps, acting: Acting) -> None:
        project = steps.propose()
        steps.use(project)
        steps.serve(project)
        steps.move(project, "review", "approve_use")
        with acting(CLERK):
            planning.close(Plan.objects.get(pk=OWN.id("plan")), TODAY, "undone")
        assert refused(steps.propose) == "fund_not_planned"
        assert refused(lambda: steps.move(project, "establish")) == "fund_not_planned"

    def test_in_another_township_is_refused(self, steps: Steps) -> None:
        def elsewhere() -> None:
            steps.by(
                CLERK,
                lambda user: planning.propose(
                    user, Item.objects.get(pk=OWN.id("item")), NEAR.village, planning.Wanted("项", "other", 1)
                ),
            )

        assert refused(elsewhere) == "fund_not_yours"


class TestOnceAdopted:
    def test_nothing_of_a_plan_changes_but_its_end(self, steps: Steps, acting: Acting) -> None:
        assert refused(lambda: steps.adopt(steps.plan("three_year", (2022, 2024)))) == "plan_empty"
        with acting(CLERK):
            plan = Plan.objects.get(pk=OWN.id("plan"))
            assert refused(lambda: steps.item(plan, OWN.id("above"))) == "plan_adopted"
            assert refused(lambda: planning.adopt(plan, TODAY, "另一个号")) == "plan_adopted"
            plan.refresh_from_db()
            planning.close(plan, TODAY, "done")
            assert refused(lambda: planning.close(plan, TODAY, "undone")) == "plan_closed"

    def test_the_county_office_writes_none(self, steps: Steps) -> None:
        def write() -> None:
            plan = Plan(place_id=TOWNSHIP, kind="three_year", title="规划", start_year=2022, end_year=2024)
            steps.by(OFFICE, lambda user: planning.write_plan(user, plan))

        assert refused(write) == "fund_not_yours"
        with steps.acting(OFFICE):
            assert Project.objects.filter(county=COUNTY).count() == 2
