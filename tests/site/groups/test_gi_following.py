"""GI-46 and GI-47: what may follow for whom is proposed, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import psycopg
from django.test import Client
from tests.site.acting import Acting
from tests.site.groups.desk import (
    CADRE,
    CLERK,
    COUNTY,
    GROUP,
    HELPER,
    JOINS,
    OFFICE,
    TODAY,
    TOWN,
    UNIT,
    YESTERDAY,
    posted,
    send,
)  # fmt: skip
from tests.site.world import OWN

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.proposing import propose_case
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.site.accountability.gathering import gathered
from bangfu.site.cases.grounds import of_proposal
from bangfu.site.fund import planning
from bangfu.site.fund.models import Plan
from bangfu.site.roster.models import Post

Browser = Callable[[str], Client]


def guangdong() -> Regulation:
    """The document of Guangdong, as if the county of the tests lay there."""
    pack = shipped()["guangdong-2016-98"]
    return pack.model_copy(
        update={"regulation": pack.regulation.model_copy(update={"place": f"{COUNTY // 10**6}"})}
    )


def proposed(acting: Acting, measure: str) -> list[Proposal]:
    with acting(OFFICE):
        found = propose_case(gathered([guangdong()]), [guangdong()], TODAY)
    return [proposal for proposal in found if proposal.measure == measure]


class TestGi46AnUnfulfilledPlanIsAGroundForATalk:
    def leader(self, acting: Acting) -> None:
        """The helper leads from today."""
        left = {"on": "2020-04-14", "reason": "调整"}
        assert send(acting, CLERK, "group_person", OWN.id("seat"), "leave", left) == []
        joins = JOINS | {"role": "leader", "start": "2020-04-15"}
        assert send(acting, CLERK, "township_group", GROUP, "take-in", joins) == []

    def test_gi_46_through_the_database(self, acting: Acting) -> None:
        self.leader(acting)
        assert proposed(acting, "admonitory_talk") == []
        with acting(CLERK):
            planning.close(Plan.objects.get(pk=OWN.id("plan")), TODAY, "undone")
        [talk] = proposed(acting, "admonitory_talk")
        assert (talk.person, talk.provision, talk.causes) == (HELPER, "三(四)/k", (f"plan:{OWN.id('plan')}",))
        with acting(OFFICE):
            [ground] = of_proposal(talk)
            assert (
                ground.plan and ground.place and (ground.plan.pk, ground.place.pk) == (OWN.id("plan"), TOWN)
            )

    def test_gi_46_through_the_site(self, acting: Acting, browser: Browser) -> None:
        self.leader(acting)
        done = {"on": "2020-04-15", "result": "done"}
        assert posted(browser(CLERK), f"/fund/plans/{OWN.id('plan')}/close/", done) == ""
        assert proposed(acting, "admonitory_talk") == []  # fulfilled: no ground

    def test_gi_46_through_programs(self, acting: Acting) -> None:
        """Nobody in post, nobody proposed: the program names no one by itself."""
        with acting(CLERK):
            planning.close(Plan.objects.get(pk=OWN.id("plan")), TODAY, "undone")
        assert proposed(acting, "admonitory_talk") == []


class TestGi47LongAbsenceIsFoundByAPerson:
    def found(self, owner: psycopg.Connection, confirmed: date | None) -> None:
        """A finding of long absence, and both leaders of the unit that sent the cadre."""
        owner.execute(
            "update rectification_finding set kind = 'long_nonresidence', person_id = %s, confirmed_on = %s where id = %s",
            [CADRE, confirmed, OWN.id("finding")],
        )

    def leaders(self, acting: Acting) -> None:
        with acting(OFFICE):
            for role, person in (("unit_head", HELPER), ("unit_deputy", OWN.id("clerk"))):
                Post.objects.create(role=role, person_id=person, organisation_id=UNIT, start=date(2019, 1, 1))

    def test_gi_47_through_the_database(self, acting: Acting, owner: psycopg.Connection) -> None:
        self.leaders(acting)
        self.found(owner, None)
        assert proposed(acting, "accountability_case") == []  # nobody confirmed it
        self.found(owner, YESTERDAY)
        both = proposed(acting, "accountability_case")
        assert {(p.person, p.provision) for p in both} == {
            (HELPER, "四(二)/q"),
            (OWN.id("clerk"), "四(二)/r"),
        }

    def test_gi_47_through_the_site(self, acting: Acting, browser: Browser) -> None:
        """Days away alone come to nothing: no number of days is long by itself."""
        self.leaders(acting)
        assert browser(OFFICE).get(f"/attendance/place/{COUNTY}/?month=2020-03").status_code == 200
        assert proposed(acting, "accountability_case") == []

    def test_gi_47_through_programs(self, acting: Acting, owner: psycopg.Connection) -> None:
        self.leaders(acting)
        self.found(owner, YESTERDAY)
        causes = {p.causes for p in proposed(acting, "accountability_case")}
        assert causes == {(OWN.id("finding"),)}
        assert all("长期" in p.note.zh for p in proposed(acting, "accountability_case"))
