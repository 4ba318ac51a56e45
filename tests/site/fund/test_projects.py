"""Who may take a project on, and what each step needs: GI-34 and GI-35, GI-40 at its end."""

from __future__ import annotations

import pytest
from tests.site.acting import Acting, refused
from tests.site.fund.steps import (
    BUDGET,
    CLERK,
    INSPECTOR,
    OFFICE,
    TODAY,
    YESTERDAY,
    Steps,
)
from tests.site.world import OWN

from bangfu.site.fund import booking, following, planning
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Account, Project, Voucher
from bangfu.site.rectification.models import Finding


class TestThePlanOfUse:
    def test_is_approved_only_when_it_adds_up_and_says_whom_it_serves(self, steps: Steps) -> None:
        project = steps.move(steps.propose(), "review")

        def approve() -> None:
            steps.move(project, "approve_use")

        steps.use(project, ("county", "production", BUDGET - 1))
        assert refused(approve) == "fund_use_plan_unequal"
        steps.use(project, ("social", "training", 1))
        assert refused(approve) == "fund_no_beneficiary"
        steps.serve(project)
        approve()
        assert project.state == "use_approved"

    def test_who_proposed_or_wrote_does_not_approve(self, steps: Steps, acting: Acting) -> None:
        project = steps.propose()
        assert refused(lambda: steps.move(project, "review", who=CLERK)) == "fund_not_yours"
        with acting(CLERK) as user:
            planning.plan_use(user, project, "county", "production", BUDGET)
            planning.serve(user, project, [])
        steps.serve(project)
        steps.move(project, "review", "approve_use")
        assert refused(lambda: steps.use(project, ("social", "other", 5))) == "fund_use_approved"
        steps.move(project, "send_back")
        steps.use(project, ("social", "other", 5))
        assert refused(lambda: steps.move(project, "approve_use")) == "fund_use_plan_unequal"

    def test_no_step_is_left_out(self, steps: Steps) -> None:
        project = steps.propose()
        for code in ("approve_use", "establish", "accept", "close"):
            assert refused(lambda code=code: steps.move(project, code)) == "fund_not_now"
        assert refused(lambda: steps.move(project, "unknown")) == "fund_no_such_move"


class TestGi34MoneyFollowsProjects:
    def test_nothing_is_allotted_to_a_project_that_is_not_established(self, steps: Steps) -> None:
        receipt, project = steps.receipt(), steps.propose()
        assert refused(lambda: steps.allot(receipt, project)) == "fund_not_established"
        steps.use(project)
        steps.serve(project)
        steps.move(project, "review", "approve_use")
        assert refused(lambda: steps.allot(receipt, project)) == "fund_not_established"
        steps.move(project, "establish")
        assert steps.allot(receipt, project).kind == "allotment"

    def test_allotments_stay_within_receipt_budget_and_plan_of_use(self, steps: Steps) -> None:
        project = steps.established(("county", "production", BUDGET), ("social", "production", BUDGET))
        small, large, social = steps.receipt(100), steps.receipt(3 * BUDGET), steps.receipt(BUDGET, "social")
        assert refused(lambda: steps.allot(small, project, 101)) == "fund_overdrawn"
        assert refused(lambda: steps.allot(large, project, 2 * BUDGET + 1)) == "fund_over_budget"
        assert refused(lambda: steps.allot(large, project, BUDGET + 1)) == "fund_not_in_use_plan"
        steps.allot(large, project, BUDGET)
        steps.allot(social, project, BUDGET)
        assert refused(lambda: steps.allot(small, project, 1)) == "fund_over_budget"

    def test_payments_stay_within_their_allotment(self, steps: Steps) -> None:
        project = steps.established()
        allotment = steps.allot(steps.receipt(), project, 500)
        assert refused(lambda: steps.pay(allotment, 501)) == "fund_overdrawn"
        steps.pay(allotment, 500)
        assert refused(lambda: steps.pay(allotment, 1)) == "fund_overdrawn"

    def test_nobody_but_the_county_office_moves_money(self, steps: Steps, acting: Acting) -> None:
        project = steps.established()
        allotment = steps.allot(steps.receipt(), project)
        to, rests_on = booking.Payee("公司", "production"), booking.Paper("号", YESTERDAY)
        for role in (CLERK, INSPECTOR, "county_leader"):
            with acting(role) as user:
                told = refused(lambda user=user: booking.pay(user, allotment, 1, rests_on, to))
            assert told == "fund_not_yours"


class TestGi35SupervisionFollowsMoney:
    @pytest.fixture
    def spent(self, steps: Steps) -> Account:
        allotment = steps.allot(steps.receipt(), steps.established())
        steps.pay(allotment, BUDGET)
        assert allotment.project is not None
        steps.move(allotment.project, "accept")
        return allotment

    def test_closing_without_a_record_after_the_first_payment_is_refused(
        self, steps: Steps, spent: Account
    ) -> None:
        project = spent.project
        assert project is not None
        assert refused(lambda: steps.move(project, "close")) == "fund_not_supervised"
        steps.supervise(spent, on=YESTERDAY)  # of the day itself, not after it
        assert refused(lambda: steps.move(project, "close")) == "fund_not_supervised"
        assert refused(lambda: steps.supervise(spent, who=OFFICE)) == "fund_second_person"
        steps.supervise(spent, on=TODAY)
        steps.move(project, "close")
        assert project.state == "closed"
        assert refused(lambda: steps.pay(spent, 1)) in ("fund_overdrawn", "fund_not_established")

    def test_until_then_it_is_a_lead(self, steps: Steps, spent: Account) -> None:
        def found() -> set[str | None]:
            return steps.by(
                OFFICE, lambda u: {one.project and one.project.pk for one in leads(u, ["unsupervised"])}
            )

        assert spent.project_id in found()
        steps.supervise(spent)
        assert spent.project_id not in found()

    def test_what_is_left_goes_back_before_closing(self, steps: Steps) -> None:
        project = steps.established()
        allotment = steps.allot(steps.receipt(), project)
        steps.move(project, "accept")
        assert refused(lambda: steps.move(project, "close")) == "fund_left_over"
        steps.by(
            OFFICE,
            lambda user: booking.give_back(user, allotment, BUDGET, booking.Paper("号", TODAY, "没有用")),
        )
        steps.move(project, "close")


class TestGi40MisuseNeedsADecision:
    def test_an_undecided_one_keeps_a_project_open(self, steps: Steps, acting: Acting) -> None:
        with acting(OFFICE):
            project = Project.objects.get(pk=OWN.id("project"))
            allotment = Account.objects.get(pk=OWN.id("allotment"))
        steps.by(
            OFFICE,
            lambda user: booking.give_back(user, allotment, 100, booking.Paper("号", TODAY, "结余")),
        )
        assert refused(lambda: steps.move(project, "close")) == "fund_misuse_open"

    def test_it_is_tied_by_an_inspector_and_to_no_more_than_was_moved(
        self, steps: Steps, acting: Acting
    ) -> None:
        def tie(who: str, amount: int) -> None:
            with acting(who) as user:
                voucher, finding = (
                    Voucher.objects.get(pk=OWN.id("allot")),
                    Finding.objects.get(pk=OWN.id("finding")),
                )
                following.tie(user, voucher, finding, "diverted", amount)

        assert refused(lambda: tie(OFFICE, 1)) == "fund_not_yours"
        assert refused(lambda: tie(INSPECTOR, 10**9)) == "fund_not_this_money"
        tie(INSPECTOR, 1)

    def test_one_whose_finding_has_no_case_is_a_lead(self, steps: Steps, acting: Acting) -> None:
        before = steps.by("inspection_office", lambda user: [one.code for one in leads(user, ["no_case"])])
        assert before == []  # the finding of the world bears a case
        assert Voucher.objects.count() == 0
