"""What money is for and whether it comes out: GI-36 to GI-39, through the database, the site and programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
from django.test import Client
from tests.site.deeds import send
from tests.site.fund.steps import BUDGET, COUNTY, OFFICE, TODAY, YESTERDAY, Steps, account, said, voucher
from tests.site.world import OWN

from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Account, Posting, Procurement, Setting
from bangfu.site.postgres import Cluster

Browser = Callable[[str], Client]
ON = YESTERDAY.isoformat()
BOTH = (("county", "production", BUDGET), ("county", "training", BUDGET))


def paying(allotment: Account, purpose: str, yuan: str = "1") -> dict[str, Any]:
    """A payment as a form takes it."""
    return {
        "allotment": allotment.pk, "purpose": purpose, "payee": "公司", "document": "号", "on": ON, "household": "",
        "amount": yuan,
    }  # fmt: skip


def found(steps: Steps, *codes: str) -> list[str]:
    """What leads of some kinds say to the county office."""
    return steps.by(OFFICE, lambda user: [lead.about for lead in leads(user, codes)])


class TestGi36:
    def _earmarked(self, steps: Steps) -> Account:
        return steps.allot(steps.receipt(earmark="production"), steps.established(*BOTH))

    def test_gi_36_through_the_database(self, steps: Steps) -> None:
        allotment = self._earmarked(steps)
        with steps.acting(OFFICE) as user:
            # the mark is copied from above, whatever is said of it
            outlay = account(user, allotment, "outlay", payee="公司", purpose="training", earmark="training")
            assert said(lambda: voucher(user, "pay", allotment, outlay, 1)) == "fund_earmarked"
            assert said(lambda: Account.objects.filter(pk=allotment.pk).update(earmark=""))
            outlay = account(user, allotment, "outlay", payee="公司", purpose="production")
            voucher(user, "pay", allotment, outlay, 1)

    def test_gi_36_through_the_site(self, browser: Browser, steps: Steps) -> None:
        allotment = self._earmarked(steps)
        at = f"/fund/projects/{allotment.project_id}/pay/"
        assert "专" in browser(OFFICE).post(at, paying(allotment, "training")).content.decode()
        assert browser(OFFICE).post(at, paying(allotment, "production")).status_code == 302

    def test_gi_36_through_programs(self, steps: Steps) -> None:
        allotment = self._earmarked(steps)
        told = send(OFFICE, "project", allotment.project_id, "pay", paying(allotment, "training"))
        assert told == (422, ["fund_earmarked"])
        assert send(OFFICE, "project", allotment.project_id, "pay", paying(allotment, "production"))[0] == 201


class TestGi37:
    """A warning: nothing is refused, and it is told."""

    LINES = (("county", "training", 100 * BUDGET), ("county", "production", BUDGET))

    def _allotment(self, steps: Steps) -> Account:
        assert found(steps, "mainly") == []
        return steps.allot(steps.receipt(200 * BUDGET), steps.established(*self.LINES), 101 * BUDGET)

    def test_gi_37_through_the_database(self, steps: Steps) -> None:
        allotment = self._allotment(steps)
        with steps.acting(OFFICE) as user:
            outlay = account(user, allotment, "outlay", payee="公司", purpose="training")
            voucher(user, "pay", allotment, outlay, 100 * BUDGET)
        assert len(found(steps, "mainly")) == 1

    def test_gi_37_through_the_site(self, browser: Browser, steps: Steps) -> None:
        allotment, office = self._allotment(steps), browser(OFFICE)
        paid = office.post(
            f"/fund/projects/{allotment.project_id}/pay/", paying(allotment, "training", "1000000")
        )
        assert paid.status_code == 302
        assert "财政资金用于增收的份额不高" in office.get("/fund/leads/").content.decode()
        assert "只是提醒，不挡支付" in office.get("/fund/books/").content.decode()

    def test_gi_37_through_programs(self, steps: Steps) -> None:
        allotment = self._allotment(steps)
        asked = paying(allotment, "training", "1000000")
        assert send(OFFICE, "project", allotment.project_id, "pay", asked) == (201, [])
        assert len(found(steps, "mainly")) == 1


class TestGi38:
    def _unjudged(self, steps: Steps) -> Account:
        return steps.allot(steps.receipt(), steps.established(judged=False))

    def test_gi_38_through_the_database(self, steps: Steps) -> None:
        allotment = self._unjudged(steps)
        with steps.acting(OFFICE) as user:
            outlay = account(user, allotment, "outlay", payee="公司", purpose="production")
            assert said(lambda: voucher(user, "pay", allotment, outlay, 1)) == "fund_needs_tender"
            made = {"project": allotment.project, "on": YESTERDAY, "by": user.pk}
            assert said(lambda: Procurement.objects.create(kind="judged", **made)) == "fund_needs_words"
            Setting.objects.create(
                county_id=COUNTY, start=TODAY, document="号", made_by=user.pk, made_at=outlay.made_at
            )
            assert said(lambda: voucher(user, "pay", allotment, outlay, 1)) == "fund_needs_judgement"
            Procurement.objects.create(kind="judged", words="零星采购", **made)
            voucher(user, "pay", allotment, outlay, 1)

    def test_gi_38_through_the_site(self, browser: Browser, steps: Steps) -> None:
        allotment, office = self._unjudged(steps), browser(OFFICE)
        at = f"/fund/projects/{allotment.project_id}/"
        told = office.post(f"{at}pay/", paying(allotment, "production")).content.decode()
        assert "招标" in told and 'class="error"' in told
        office.post(f"{at}procurement/", {"kind": "tender", "on": ON, "document": "标号"})
        assert office.post(f"{at}pay/", paying(allotment, "production")).status_code == 302

    def test_gi_38_through_programs(self, steps: Steps) -> None:
        allotment, setting = self._unjudged(steps), {"start": TODAY.isoformat(), "document": "文号"}
        desk = ("project", allotment.project_id)
        assert send(OFFICE, *desk, "pay", paying(allotment, "production")) == (422, ["fund_needs_tender"])
        assert send(OFFICE, "place", COUNTY, "setting", setting) == (201, [])
        assert send(OFFICE, *desk, "pay", paying(allotment, "production")) == (422, ["fund_needs_judgement"])
        assert found(steps, "no_threshold") != []
        judged = {"kind": "judged", "on": ON, "remark": "零星采购"}
        assert send(OFFICE, *desk, "procurement", judged) == (201, [])
        assert send(OFFICE, *desk, "pay", paying(allotment, "production")) == (201, [])


class TestGi39:
    def test_gi_39_through_the_database(self, steps: Steps, counties: Cluster, site: str) -> None:
        with steps.acting(OFFICE):
            row = {"voucher_id": OWN.id("pay"), "account_id": OWN.id("receipt"), "amount": 5}
            assert "permission denied" in said(lambda: Posting.objects.create(**row))
            told = said(lambda: Account.objects.filter(pk=OWN.id("receipt")).update(balance=1))
            assert "permission denied" in told
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:  # past every guard of the site
            owner.execute(
                "update fund_account set balance = balance + 7 where id = %s", [OWN.id("allotment")]
            )
        assert [about.split(": ")[1] for about in found(steps, "out_of_balance")] == ["0.07"]

    def test_gi_39_through_the_site(
        self, browser: Browser, steps: Steps, counties: Cluster, site: str
    ) -> None:
        office = browser(OFFICE)
        assert (
            "pill"
            not in office.get("/fund/books/").content.decode().split("收支对账")[1].split("到账资金")[0]
        )
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:
            owner.execute(
                "update fund_account set balance = balance + 7 where id = %s", [OWN.id("allotment")]
            )
        assert "0.07" in office.get("/fund/books/").content.decode()
        assert "账户余额与分录对不上" in office.get("/fund/leads/").content.decode()

    def test_gi_39_through_programs(self, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established())
        sent = send(OFFICE, "project", allotment.project_id, "pay", paying(allotment, "production", "3.33"))
        assert sent == (201, [])
        with steps.acting(OFFICE):
            paid = Account.objects.get(above=allotment)
        refund = {"amount": "3.34", "document": "号", "on": ON, "reason": "多付"}
        voucher_ = steps.by(OFFICE, lambda _user: paid.takes.get().pk)  # type: ignore[attr-defined]
        assert send(OFFICE, "voucher", voucher_, "refund", refund) == (422, ["fund_overdrawn"])
        assert send(OFFICE, "voucher", voucher_, "refund", {**refund, "amount": "1.11"}) == (201, [])
        assert found(steps, "out_of_balance") == []
