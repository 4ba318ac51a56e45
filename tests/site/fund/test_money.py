"""What money is for, and how it comes back: GI-36 to GI-39, reversals, refunds."""

from __future__ import annotations

import psycopg
import pytest
from tests.site.acting import Acting, refused
from tests.site.fund.steps import (
    BUDGET,
    COUNTY,
    OFFICE,
    TODAY,
    YESTERDAY,
    Steps,
    paper,
)
from tests.site.world import OWN

from bangfu.site.fund import booking, following
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Setting
from bangfu.site.fund.sums import balances, mainly
from bangfu.site.postgres import Cluster


class TestGi36EarmarkedMoney:
    def test_pays_for_its_purpose_alone(self, steps: Steps) -> None:
        project = steps.established(("county", "production", BUDGET), ("county", "training", BUDGET))
        allotment = steps.allot(steps.receipt(earmark="production"), project)
        assert refused(lambda: steps.pay(allotment, 1, "training")) == "fund_earmarked"
        steps.pay(allotment, 1, "production")

    def test_a_receipt_of_an_earmarked_source_bears_its_mark(self, steps: Steps, acting: Acting) -> None:
        with acting(OFFICE) as user:
            source = booking.open_source(user, COUNTY, "central", "专项", "housing")
            assert refused(lambda: booking.receive(user, source, 5, paper(), "training")) == "fund_earmarked"
            receipt = booking.receive(user, source, 5, paper()).into
            receipt.refresh_from_db()
            assert (receipt.earmark, receipt.source, receipt.balance) == ("housing", "central", 5)

    def test_nothing_is_paid_for_what_the_plan_of_use_does_not_name(self, steps: Steps) -> None:
        project = steps.established(("county", "production", 100), ("county", "training", 50))
        allotment = steps.allot(steps.receipt(), project, 150)
        assert refused(lambda: steps.pay(allotment, 1, "housing")) == "fund_not_in_use_plan"
        assert refused(lambda: steps.pay(allotment, 51, "training")) == "fund_not_in_use_plan"
        steps.pay(allotment, 50, "training")


class TestGi37FiscalMoneyMainlyRaisesIncome:
    def test_half_or_less_is_warned_of_and_no_payment_refused(self, steps: Steps) -> None:
        project = steps.established(("county", "production", 600_000), ("county", "training", 700_000))
        allotment = steps.allot(steps.receipt(1_300_000), project, 1_300_000)

        def is_low() -> bool:
            return steps.by(OFFICE, lambda _: mainly(COUNTY, 2020).is_low)

        assert not is_low()  # the world paid for production alone
        steps.pay(allotment, 700_000, "training")
        assert not is_low()
        steps.by(OFFICE, lambda user: following.set_for(user, COUNTY, TODAY, "示例号", income_percent=70))
        assert is_low()
        assert "mainly" in steps.by(OFFICE, lambda user: {one.code for one in leads(user)})

    def test_exactly_half_is_low_and_social_money_does_not_count(self, steps: Steps) -> None:
        project = steps.established(("county", "training", BUDGET * 2 - 200), ("social", "other", BUDGET))
        allotment = steps.allot(steps.receipt(BUDGET * 2), project, BUDGET * 2 - 200)
        steps.pay(steps.allot(steps.receipt(kind="social"), project), BUDGET, "other")
        with steps.acting(OFFICE):
            paid = mainly(COUNTY, 2020).raising
        steps.pay(allotment, paid - 1, "training")
        assert not steps.by(OFFICE, lambda _: mainly(COUNTY, 2020).is_low)
        steps.pay(allotment, 1, "training")
        assert steps.by(OFFICE, lambda _: mainly(COUNTY, 2020).is_low)


class TestGi38TenderOrJudgement:
    def test_at_the_threshold_a_contract_needs_a_tender(self, steps: Steps) -> None:
        project = steps.established(judged=False)  # above the 1,000 yuan of the world
        allotment = steps.allot(steps.receipt(), project)
        assert refused(lambda: steps.pay(allotment, 1)) == "fund_needs_tender"
        steps.procure(project, "judged", words="不需要")
        assert refused(lambda: steps.pay(allotment, 1)) == "fund_needs_tender"
        steps.pay(allotment, 1, household=OWN.id("household"))  # what a household gets is no contract
        steps.procure(project, "procurement")
        steps.pay(allotment, 1)

    def test_below_it_none_is_needed(self, steps: Steps) -> None:
        project = steps.established(("county", "production", 999_99), judged=False)
        steps.pay(steps.allot(steps.receipt(), project, 999_99), 1)

    def test_where_none_is_set_a_person_judges_and_it_is_shown(self, steps: Steps) -> None:
        steps.by(OFFICE, lambda user: following.set_for(user, COUNTY, TODAY, "示例号"))
        project = steps.established(judged=False)
        allotment = steps.allot(steps.receipt(), project)
        assert refused(lambda: steps.pay(allotment, 1)) == "fund_needs_judgement"
        assert refused(lambda: steps.procure(project, "judged")) == "fund_needs_words"
        assert (
            refused(lambda: steps.procure(project, "judged", "township_clerk", "不需要")) == "fund_not_yours"
        )
        steps.procure(project, "judged", words="零星采购，县里研究过")
        steps.pay(allotment, 1)
        assert "no_threshold" in steps.by(OFFICE, lambda user: {one.code for one in leads(user)})
        with steps.acting(OFFICE):
            assert Setting.objects.count() == 2


class TestGi39Reconciliation:
    def test_every_source_comes_out_even(self, steps: Steps) -> None:
        project = steps.established()
        allotment = steps.allot(steps.receipt(3 * BUDGET), project)
        steps.pay(allotment, 300)
        with steps.acting(OFFICE):
            lines = {one.account.pk: one for one in balances(COUNTY)}
            assert not any(one.difference for one in lines.values())
            assert allotment.above is not None
            found = lines[str(allotment.above.above_id)]
        assert (found.received, found.unallotted, found.allotted) == (3 * BUDGET, 2 * BUDGET, BUDGET)
        assert (found.unspent, found.paid) == (BUDGET - 300, 300)

    def test_a_balance_that_differs_from_its_postings_is_shown(
        self, steps: Steps, counties: Cluster, site: str
    ) -> None:
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            owner.execute(
                "update fund_account set balance = balance + 7 where id = %s", [OWN.id("allotment")]
            )
        assert "out_of_balance" in steps.by(OFFICE, lambda user: {one.code for one in leads(user)})

    def test_postings_that_do_not_sum_to_nothing_are_refused_of_anybody(
        self, steps: Steps, counties: Cluster, site: str
    ) -> None:
        extra = "insert into fund_posting (voucher_id, account_id, amount) values (%s, %s, 5)"
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            owner.execute(extra, [OWN.id("pay"), OWN.id("receipt")])
            with pytest.raises(psycopg.errors.CheckViolation, match="fund_unbalanced"):
                owner.commit()


class TestTheWayBack:
    def test_a_refund_is_no_more_than_was_paid(self, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established())
        outlay = steps.pay(allotment, 100).into
        with steps.acting(OFFICE) as user:
            assert refused(lambda: booking.refund(user, outlay, 101, paper("多付"))) == "fund_overdrawn"
            assert refused(lambda: booking.refund(user, outlay, 1, paper())) == "fund_needs_words"
            booking.refund(user, outlay, 40, paper("多付"))
            allotment.refresh_from_db()
            assert allotment.balance == BUDGET - 60

    def test_a_voucher_is_reversed_once_and_a_reversal_never(self, steps: Steps) -> None:
        receipt = steps.receipt()
        allotment = steps.allot(receipt, steps.established())
        paid = steps.pay(allotment, 100)
        with steps.acting(OFFICE) as user:
            undone = booking.reverse(user, paid, paper("记错"))
            assert refused(lambda: booking.reverse(user, paid, paper("记错"))) == "fund_reversed_already"
            assert refused(lambda: booking.reverse(user, undone, paper("记错"))) == "fund_wrong_accounts"
            received = receipt.takes.get()  # type: ignore[attr-defined]
            assert refused(lambda: booking.reverse(user, received, paper("记错"))) == "fund_overdrawn"

    def test_reversing_a_return_allots_again_and_may_exceed_no_budget(self, steps: Steps) -> None:
        project, one, other = steps.established(), steps.receipt(), steps.receipt()
        allotment = steps.allot(one, project)
        with steps.acting(OFFICE) as user:
            back = booking.give_back(user, allotment, BUDGET, paper("没有用"))
        steps.allot(other, project)
        with steps.acting(OFFICE) as user:
            assert refused(lambda: booking.reverse(user, back, paper("记错"))) == "fund_over_budget"

    def test_no_day_to_come_and_no_paper_left_out(self, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established())
        assert refused(lambda: steps.pay(allotment, 1, on=TODAY.replace(day=16))) == "fund_day_to_come"
        with steps.acting(OFFICE) as user:
            blank = booking.Paper(" ", YESTERDAY)
            assert refused(lambda: booking.give_back(user, allotment, 1, blank)) == "fund_needs_document"
