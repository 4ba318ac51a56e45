"""What was written wrong: put right while it may be, with its history; money only by its opposite, and nothing drifts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.test import Client
from tests.site.acting import refused
from tests.site.fund.steps import BUDGET, CLERK, COUNTY, OFFICE, YESTERDAY, Steps, paper, said
from tests.site.world import NEAR, OWN

from bangfu.site.fund import booking, planning
from bangfu.site.fund.models import Account, Posting, Project, UseLine, Voucher
from bangfu.site.fund.planning import Wanted
from bangfu.site.fund.sums import balances

Owner = psycopg.Connection
ON = YESTERDAY.isoformat()


def history(owner: Owner, table: str, project: str) -> list[tuple[Any, ...]]:
    """What stood there, in the order in which it was written."""
    column = "id" if table == "project" else "project_id"
    return owner.execute(
        f"select pgh_label, pgh_context->>'account' from fund_{table}event where {column} = %s order by pgh_id",  # type: ignore[arg-type]
        [project],
    ).fetchall()


class TestLinesOfUse:
    def test_a_line_is_taken_out_and_never_changed(
        self, steps: Steps, browser: Callable[[str], Client], owner: Owner
    ) -> None:
        project = steps.propose()
        steps.use(project, ("county", "production", BUDGET))
        with steps.acting(CLERK):
            line = UseLine.objects.get(project=project)
            assert "permission denied" in said(lambda: UseLine.objects.filter(pk=line.pk).update(amount=1))
        at = f"/fund/projects/{project.pk}"
        assert browser(OFFICE).post(f"{at}/use-out/", {"line": line.pk}).status_code == 403
        assert browser(CLERK).post(f"{at}/use-out/", {"line": NEAR.id("use")}).status_code == 200
        assert browser(CLERK).post(f"{at}/use-out/", {"line": line.pk}).status_code == 302
        assert (
            browser(CLERK)
            .post(f"{at}/use/", {"source": "county", "purpose": "training", "amount": "1"})
            .status_code
            == 302
        )
        assert [label for label, _ in history(owner, "useline", project.pk)] == ["insert", "delete", "insert"]
        assert history(owner, "useline", project.pk)[1][1] == f"99-a-{CLERK}"

    def test_what_was_approved_stays(self, steps: Steps) -> None:
        project = steps.established()
        with steps.acting(CLERK):
            line = UseLine.objects.get(project=project)
            assert refused(lambda: planning.take_out(line)) == "fund_use_approved"
            found = project.beneficiaries.get()  # type: ignore[attr-defined]
            assert refused(lambda: planning.take_out(found)) == "fund_use_approved"
            wanted = Wanted("别的", "housing", 1)
            assert refused(lambda: planning.correct(project, wanted)) == "fund_reviewed"

    def test_nobody_corrects_what_lies_elsewhere(self, steps: Steps) -> None:
        with steps.acting(CLERK):
            assert not UseLine.objects.filter(pk=NEAR.id("use")).delete()[0]
            assert not Project.objects.filter(pk=NEAR.id("project")).update(name="别的")
        with steps.acting(OFFICE):
            assert UseLine.objects.filter(pk=NEAR.id("use")).exists()

    def test_a_proposal_is_put_right_with_its_history(self, steps: Steps, owner: Owner) -> None:
        project = steps.propose()
        with steps.acting(OFFICE):
            assert refused(lambda: planning.correct(project, Wanted("水渠", "other", 5))) == "fund_not_yours"
        with steps.acting(CLERK):
            planning.correct(project, Wanted("水渠", "infrastructure", 5_00))
            assert said(lambda: Project.objects.filter(pk=project.pk).update(state="closed"))
        names = owner.execute(
            "select name, budget from fund_projectevent where id = %s order by pgh_id", [project.pk]
        ).fetchall()
        assert names[0] == ("项目", BUDGET) and names[-1] == ("水渠", 5_00)


class TestMoney:
    @pytest.fixture
    def paid(self, steps: Steps) -> Voucher:
        lines = (("county", "training", BUDGET), ("county", "production", BUDGET))
        return steps.pay(
            steps.allot(steps.receipt(earmark="training"), steps.established(*lines)), 300, "training"
        )

    def test_a_voucher_is_neither_changed_nor_taken_out(
        self, steps: Steps, owner: Owner, paid: Voucher
    ) -> None:
        with steps.acting(OFFICE):
            either: list[Any] = [Voucher.objects.filter(pk=paid.pk), Posting.objects.filter(voucher=paid)]
            for rows in either:
                assert "permission denied" in said(lambda rows=rows: rows.update(amount=1))
                assert "permission denied" in said(lambda rows=rows: rows._raw_delete("default"))
            own = Account.objects.filter(pk=paid.into_id)
            for change in ({"balance": 0}, {"purpose": "production"}, {"payee": "别人"}, {"above": None}):
                assert "permission denied" in said(lambda change=change: own.update(**change))
        for table in ("fund_voucher", "fund_posting"):
            with pytest.raises(psycopg.Error, match="Cannot update or delete"):
                owner.execute(f"delete from {table}")  # type: ignore[arg-type]
            owner.rollback()

    def test_a_wrong_payment_is_undone_by_its_opposite_and_entered_anew(
        self, steps: Steps, browser: Callable[[str], Client], paid: Voucher
    ) -> None:
        at = f"/fund/vouchers/{paid.pk}/reverse/"
        undo = {"document": "冲号", "on": ON, "reason": "记错"}
        assert browser(CLERK).post(at, undo).status_code == 403
        assert browser(OFFICE).post(at, {**undo, "reason": ""}).status_code == 200
        assert browser(OFFICE).post(at, undo).status_code == 302
        assert "已经冲正过" in browser(OFFICE).post(at, undo).content.decode()
        with steps.acting(OFFICE):
            both = Voucher.objects.filter(into__in=(paid.into_id, paid.out_of_id)).exclude(code="allot")
            assert sorted(both.values_list("code", "amount")) == [("pay", 300), ("reverse", 300)]
            assert Account.objects.get(pk=paid.into_id).balance == 0
            allotment = Account.objects.get(pk=paid.out_of_id)
            assert allotment.balance == BUDGET
        assert refused(lambda: steps.pay(allotment, 300, "production")) == "fund_earmarked"
        steps.pay(allotment, 301, "training")
        shown = browser(CLERK).get(f"/fund/vouchers/{paid.pk}/").content.decode()
        assert "冲号" in shown  # what undid it is told beside it

    def test_after_any_correction_the_mark_holds_and_every_source_comes_out(
        self, steps: Steps, paid: Voucher
    ) -> None:
        with steps.acting(OFFICE) as user:
            back = booking.refund(user, paid.into, 300, paper("多付"))
            booking.give_back(user, Account.objects.get(pk=paid.out_of_id), BUDGET, paper("结余"))
            assert refused(lambda: booking.reverse(user, back, paper("记错"))) == "fund_overdrawn"
            receipt = Account.objects.get(pk=paid.out_of_id).above
            assert receipt is not None and (receipt.balance, receipt.earmark) == (BUDGET, "training")
        again = steps.allot(receipt, steps.established(("county", "production", BUDGET)))
        assert refused(lambda: steps.pay(again, 1, "production")) == "fund_earmarked"
        with steps.acting(OFFICE):
            assert not any(line.difference for line in balances(COUNTY))

    @pytest.mark.parametrize("act", ["pay", "refund", "return", "allot"])
    def test_no_money_goes_on_before_it_came(self, steps: Steps, paid: Voucher, act: str) -> None:
        early = paper("早了", YESTERDAY.replace(day=1))
        with steps.acting(OFFICE) as user:
            allotment = Account.objects.select_related("above", "project").get(pk=paid.out_of_id)
            assert allotment.above is not None and allotment.project is not None
            to, project, receipt = booking.Payee("公司", "training"), allotment.project, allotment.above
            acts: dict[str, Callable[[], object]] = {
                "pay": lambda: booking.pay(user, allotment, 1, early, to),
                "refund": lambda: booking.refund(user, paid.into, 1, early),
                "return": lambda: booking.give_back(user, allotment, 1, early),
                "allot": lambda: booking.allot(user, receipt, project, 1, early),
            }
            if act == "allot":
                booking.give_back(user, allotment, 1, paper("结余"))
            assert refused(acts[act]) == "fund_before_money"

    def test_a_household_that_was_paid_is_named_by_nobody_in_the_books(
        self, steps: Steps, browser: Callable[[str], Client], owner: Owner
    ) -> None:
        paid = steps.pay(
            steps.allot(steps.receipt(), steps.established()),
            5,
            household=OWN.id("household"),
            payee="欧阳振华",
        )
        kept = owner.execute("select payee from fund_account where id = %s", [paid.into_id]).fetchone()
        assert kept == ("欧**",)
        office = browser(OFFICE)
        for address in (
            f"/fund/vouchers/{paid.pk}/",
            f"/fund/households/{OWN.id('household')}/",
            "/fund/leads/",
        ):
            assert "欧阳" not in office.get(address).content.decode()
