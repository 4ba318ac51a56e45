"""Money follows projects and supervision follows money: GI-34 and GI-35, through the database, the site and programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from tests.site.deeds import send
from tests.site.fund.steps import BUDGET, INSPECTOR, OFFICE, TODAY, YESTERDAY, Steps, account, said, voucher
from tests.site.world import OWN

from bangfu.site.clock import moment
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Account, Move, Project, Supervision

Browser = Callable[[str], Client]
ON = YESTERDAY.isoformat()
PAYING = {"purpose": "production", "payee": "公司", "document": "号", "on": ON, "household": ""}


class TestGi34:
    def test_gi_34_through_the_database(self, steps: Steps) -> None:
        draft, project, small = steps.propose(), steps.established(), steps.receipt(100)
        receipt, allotment = steps.receipt(9 * BUDGET), steps.allot(small, project, 100)
        with steps.acting(OFFICE) as user:
            into = account(user, receipt, "allotment", project=draft)
            assert said(lambda: voucher(user, "allot", receipt, into, 1)) == "fund_not_established"
            into = account(user, receipt, "allotment", project=project)
            assert said(lambda: voucher(user, "allot", receipt, into, BUDGET - 99)) == "fund_over_budget"
            assert said(lambda: voucher(user, "allot", small, allotment, 1)) == "fund_overdrawn"
            paid = account(user, allotment, "outlay", payee="公司", purpose="production")
            assert said(lambda: voucher(user, "pay", allotment, paid, 101)) == "fund_overdrawn"
            assert said(lambda: voucher(user, "pay", receipt, paid, 1)) == "fund_wrong_accounts"
            voucher(user, "pay", allotment, paid, 100)

    def test_gi_34_through_the_site(self, browser: Browser, steps: Steps) -> None:
        draft, project = steps.propose(), steps.established()
        receipt = steps.receipt(9 * BUDGET)
        office, asked = browser(OFFICE), {"receipt": receipt.pk, "document": "号", "on": ON}
        for found, yuan, words in (
            (draft, "1", "资金要跟着项目走"),
            (project, "10000.01", "拨款合计会超过项目预算"),
        ):
            told = office.post(f"/fund/projects/{found.pk}/allot/", {**asked, "amount": yuan})
            assert words in told.content.decode()
        office.post(f"/fund/projects/{project.pk}/allot/", {**asked, "amount": "100"})
        with steps.acting(OFFICE):
            allotment = Account.objects.get(project=project, kind="allotment")
        pay = {**PAYING, "allotment": allotment.pk, "amount": "100.01"}
        assert "余额不够" in office.post(f"/fund/projects/{project.pk}/pay/", pay).content.decode()

    def test_gi_34_through_programs(self, steps: Steps) -> None:
        draft, project, receipt = steps.propose(), steps.established(), steps.receipt(9 * BUDGET)
        asked = {"receipt": receipt.pk, "document": "号", "on": ON}
        assert send(OFFICE, "project", draft.pk, "allot", {**asked, "amount": 1}) == (
            422,
            ["fund_not_established"],
        )
        beyond = {**asked, "amount": "10000.01"}
        assert send(OFFICE, "project", project.pk, "allot", beyond) == (422, ["fund_over_budget"])
        assert send(OFFICE, "project", project.pk, "allot", {**asked, "amount": 100}) == (201, [])
        with steps.acting(OFFICE):
            allotment = Account.objects.get(project=project, kind="allotment")
        pay = {**PAYING, "allotment": allotment.pk, "amount": "100.01"}
        assert send(OFFICE, "project", project.pk, "pay", pay) == (422, ["fund_overdrawn"])


class TestGi35:
    def _spent(self, steps: Steps) -> Project:
        """A project that was paid and accepted, and that nobody looked at."""
        project = steps.established()
        steps.pay(steps.allot(steps.receipt(), project), BUDGET)
        return steps.move(project, "accept")

    def test_gi_35_through_the_database(self, steps: Steps) -> None:
        project = self._spent(steps)
        with steps.acting(OFFICE) as user:
            move = {"project": project, "code": "close", "on": TODAY, "by": user.pk, "at": moment()}
            assert said(lambda: Move.objects.create(**move)) == "fund_not_supervised"
            assert said(lambda: _look(user.pk, project, TODAY)) == "fund_second_person"
        with steps.acting(INSPECTOR) as user:
            _look(user.pk, project, YESTERDAY)  # of the day of the payment, not after it
        with steps.acting(OFFICE) as user:
            assert said(lambda: Move.objects.create(**move)) == "fund_not_supervised"
        with steps.acting(INSPECTOR) as user:
            _look(user.pk, project, TODAY)
        with steps.acting(OFFICE):
            Move.objects.create(**move)

    def test_gi_35_through_the_site(self, browser: Browser, steps: Steps) -> None:
        project, office = self._spent(steps), browser(OFFICE)
        assert project.name in office.get("/fund/leads/?code=unsupervised").content.decode()
        told = office.post(f"/fund/projects/{project.pk}/moves/close/").content.decode()
        assert "监管" in told
        with steps.acting(OFFICE):
            project.refresh_from_db()
            assert project.state == "accepted"

    def test_gi_35_through_programs(self, steps: Steps) -> None:
        project = self._spent(steps)
        assert send(OFFICE, "project", project.pk, "close", {})[0] == 404  # programs decide nothing
        with steps.acting(OFFICE):
            allotment = Account.objects.get(project=project, kind="allotment")
        seen = {"allotment": allotment.pk, "on": TODAY.isoformat(), "checked": "现场", "finding": "属实"}
        assert send(OFFICE, "project", project.pk, "supervise", seen) == (422, ["fund_second_person"])
        assert send(INSPECTOR, "project", project.pk, "supervise", seen) == (201, [])
        told = steps.by(OFFICE, lambda user: leads(user, ["unsupervised"]))
        assert project.pk not in {lead.project and lead.project.pk for lead in told}
        assert OWN.id("project") not in {lead.project and lead.project.pk for lead in told}


def _look(user: str, project: Project, on: date) -> None:
    allotment = Account.objects.get(project=project, kind="allotment")
    Supervision.objects.create(
        allotment=allotment, on=on, checked="现场", finding="属实", by=user, at=moment()
    )  # fmt: skip
