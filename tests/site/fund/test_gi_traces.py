"""Misuse needs a decision, and money is followed both ways: GI-40 and GI-41, through the database, the site and programs."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
from django.test import Client
from tests.site.api.programs import program_of
from tests.site.deeds import send
from tests.site.fund.steps import CLERK, INSPECTOR, OFFICE, TODAY, Steps, paper, said
from tests.site.world import NEAR, OWN

from bangfu.site.clock import moment
from bangfu.site.fund import booking
from bangfu.site.fund.leads import leads
from bangfu.site.fund.models import Account, Misuse, Move, Voucher
from bangfu.site.fund.tracing import reached, trace
from bangfu.site.postgres import Cluster
from bangfu.site.roster.models import Household

Browser = Callable[[str], Client]
CLOSE = f"/fund/projects/{OWN.id('project')}/moves/close/"


class TestGi40:
    """The world has one finding of misuse, with a case that nobody decided."""

    def _emptied(self, steps: Steps) -> None:
        with steps.acting(OFFICE) as user:
            allotment = Account.objects.get(pk=OWN.id("allotment"))
            booking.give_back(user, allotment, 100, paper("结余", TODAY))

    def test_gi_40_through_the_database(self, steps: Steps) -> None:
        self._emptied(steps)
        with steps.acting(OFFICE) as user:
            move = {
                "project_id": OWN.id("project"),
                "code": "close",
                "on": TODAY,
                "by": user.pk,
                "at": moment(),
            }
            assert said(lambda: Move.objects.create(**move)) == "fund_misuse_open"
            row = {
                "voucher_id": OWN.id("allot"),
                "finding_id": OWN.id("finding"),
                "kind": "diverted",
                "amount": 1,
            }
            assert said(lambda: Misuse.objects.create(**row, by=user.pk, at=moment())) == "fund_not_yours"
        with steps.acting(INSPECTOR) as user:
            Misuse.objects.create(**row, by=user.pk, at=moment())

    def test_gi_40_through_the_site(
        self, browser: Browser, steps: Steps, counties: Cluster, site: str
    ) -> None:
        self._emptied(steps)
        assert 'class="error"' in (told := browser(OFFICE).post(CLOSE).content.decode()) or "资金问题" in told
        assert "资金问题还没有立案" not in browser(OFFICE).get("/fund/leads/").content.decode()
        with psycopg.connect(counties.url("bangfu_owner", site)) as owner:  # as if nobody had opened a case
            owner.execute("alter table cases_cause disable trigger user")
            owner.execute("delete from cases_cause where finding_id = %s", [OWN.id("finding")])
        assert "资金问题还没有立案" in browser(OFFICE).get("/fund/leads/").content.decode()
        # who reads no cases is not told that there is none
        assert "资金问题还没有立案" not in browser(CLERK).get("/fund/leads/").content.decode()

    def test_gi_40_through_programs(self, steps: Steps) -> None:
        fields = {"finding": OWN.id("finding"), "kind": "withheld", "amount": "1"}
        assert send(OFFICE, "voucher", OWN.id("pay"), "misuse", fields) == (403, ["token_may_not"])
        beyond = {**fields, "amount": "999999"}
        assert send(INSPECTOR, "voucher", OWN.id("pay"), "misuse", beyond) == (422, ["fund_not_this_money"])
        assert send(INSPECTOR, "voucher", OWN.id("pay"), "misuse", fields) == (201, [])
        assert send(OFFICE, "project", OWN.id("project"), "close", {})[0] == 404
        assert steps.by(OFFICE, lambda user: leads(user, ["no_case"])) == []


class TestGi41:
    def test_gi_41_through_the_database(self, steps: Steps) -> None:
        allotment = steps.allot(steps.receipt(), steps.established())
        paid = steps.pay(allotment, 333_33, household=OWN.id("household"))
        with steps.acting(CLERK):
            way = trace(Voucher.objects.get(pk=paid.pk))
            assert [link.account.kind for link in way.way] == ["source", "receipt", "allotment", "outlay"]
            assert [one.pk for one in way.households] == [OWN.id("household")]
            assert [item.pk for item in way.items] == [OWN.id("item"), OWN.id("above")]
            got = reached(Household.objects.get(pk=OWN.id("household")))
            assert got.total == 333_33 + 100  # with the income of the world
            gone = said(lambda: Account.objects.filter(pk=paid.into_id).update(above=None))
            assert "permission denied" in gone

    def test_gi_41_through_the_site(self, browser: Browser, steps: Steps) -> None:
        clerk = browser(CLERK)
        shown = clerk.get(f"/fund/vouchers/{OWN.id('pay')}/").content.decode()
        flow = shown.split('class="flow"')[1].split("</ol>")[0]
        for part in (OWN.id("allot"), OWN.id("receive"), OWN.id("household"), "来源", "支付"):
            assert part in flow
        down = clerk.get(f"/fund/vouchers/{OWN.id('receive')}/").content.decode()
        flow = down.split('class="flow"')[1].split("</ol>")[0]
        assert OWN.id("pay") in flow  # from the receipt down, too
        assert NEAR.mark not in down
        back = clerk.get(f"/fund/households/{OWN.id('household')}/").content.decode()
        assert f"/fund/projects/{OWN.id('project')}/" in back.split('class="flow"')[1].split("</ol>")[0]

    def test_gi_41_through_programs(self, steps: Steps) -> None:
        told = program_of(CLERK).json(f"vouchers/{OWN.id('pay')}")
        assert [each["kind"] for each in told["way"]] == ["source", "receipt", "allotment", "outlay"]
        assert told["project"] == OWN.id("project")
        assert told["households"] == [OWN.id("household")]
        project = program_of(CLERK).json(f"projects/{OWN.id('project')}")
        assert {OWN.id("allot"), OWN.id("pay")} == {each["id"] for each in project["vouchers"]}
        assert program_of(CLERK).json(f"vouchers/{NEAR.id('pay')}", status=404)
