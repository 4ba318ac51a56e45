"""GI-44 to GI-47: assessments and reviews, deadlines of rectification, and what may follow for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import psycopg
from django.test import Client, override_settings
from tests.site.groups.desk import (
    CADRE,
    CLERK,
    COUNTY,
    GROUP,
    HELPER,
    INSPECTOR,
    JOINS,
    LATER,
    OFFICE,
    PAGE,
    TODAY,
    TOWN,
    UNIT,
    YESTERDAY,
    codes,
    lacking,
    posted,
    refused,
    send,
)  # fmt: skip
from tests.site.rectification.conftest import Acting
from tests.site.world import OWN

from bangfu.accountability.proposal import Proposal
from bangfu.accountability.proposing import propose_case
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.site.accountability.gathering import gathered
from bangfu.site.cases.grounds import of_proposal
from bangfu.site.clock import moment
from bangfu.site.fund import planning
from bangfu.site.fund.models import Plan
from bangfu.site.groups.models import Assessment, Review
from bangfu.site.rectification.models import Move
from bangfu.site.rectification.narrowing import overdue
from bangfu.site.roster.models import Post

Browser = Callable[[str], Client]
ASSESSED = {"year": "2020", "level": "county", "result": "good", "text": "户户有人联系", "on": "2020-04-15"}
CITED = ASSESSED | {"others": OWN.id("entry")}
REVIEWED = {"place": str(TOWN), "year": "2020", "text": "联系的户稳定", "on": "2020-04-15"}


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


class TestGi44AssessedAndReviewed:
    def test_gi_44_through_the_database(self, acting: Acting) -> None:
        with acting(OFFICE) as user:
            row = {
                "group_id": GROUP,
                "year": 2020,
                "level": "county",
                "result": "good",
                "text": "好",
                "on": TODAY,
            }
            row |= {"by": user.pk, "at": moment()}
            assert refused(lambda: Assessment.objects.create(cites=[], **row)) == "group_cites_nothing"
            assert (
                refused(lambda: Assessment.objects.create(cites=["99-none"], **row)) == "group_cites_nothing"
            )
            far = [OWN.id("entry"), "99-near-entry"]
            assert refused(lambda: Assessment.objects.create(cites=far, **row)) == "group_cites_nothing"
        listed = [gap for gap in lacking(acting, LATER) if gap.year == 2020]
        assert codes(listed) == {"no_assessment", "no_review"}
        assert [gap.person.pk for gap in listed if gap.person] == [HELPER]

    def test_gi_44_through_the_site(self, browser: Browser) -> None:
        assert "考核评价要有依据" in posted(browser(OFFICE), f"/groups/of/{GROUP}/assess/", ASSESSED)
        with override_settings(BANGFU_TODAY=LATER.isoformat()):
            page = browser(OFFICE).get(PAGE).content.decode()
        assert "没有年度考核评价" in page and "没有年度述职" in page
        assert posted(browser(OFFICE), f"/groups/of/{GROUP}/assess/", CITED) == ""
        assert posted(browser("responsible_helper"), f"/handbook/{HELPER}/review/", REVIEWED) == ""
        assert browser("responsible_helper").get("/handbook/").context["reviews"][0].households == [
            OWN.id("household")
        ]
        with override_settings(BANGFU_TODAY=LATER.isoformat()):
            page = browser(OFFICE).get(PAGE).content.decode()
        assert "没有年度考核评价" not in page and "没有年度述职" not in page

    def test_gi_44_through_programs(self, acting: Acting) -> None:
        assert send(acting, OFFICE, "township-group", GROUP, "assess", ASSESSED) == ["group_cites_nothing"]
        assert send(acting, OFFICE, "township-group", GROUP, "assess", CITED) == []
        early = REVIEWED | {"year": "2000"}
        assert send(acting, CLERK, "contact-cadre", HELPER, "review", early) == ["review_without_households"]
        assert send(acting, CLERK, "contact-cadre", HELPER, "review", REVIEWED) == []
        assert send(acting, "resident_cadre", "contact-cadre", HELPER, "review", REVIEWED) == [
            "place: invalid_choice"
        ]
        with acting(CLERK):
            assert Review.objects.get(person=HELPER, year=2020).households == [OWN.id("household")]
        assert not [gap for gap in lacking(acting, LATER) if gap.year == 2020]


class TestGi45RectificationHasADueDate:
    def test_gi_45_through_the_database(self, acting: Acting) -> None:
        with acting(INSPECTOR) as user:
            bare = Move(
                finding_id=OWN.id("draft"), code="feed_back", text="请整改", on=TODAY, by=user.pk, at=moment()
            )
            assert refused(lambda: bare.save(force_insert=True)) == "finding_needs_deadline"

    def test_gi_45_through_the_site(self, browser: Browser) -> None:
        address = f"/findings/{OWN.id('draft')}/move/feed_back/"
        answer = browser(INSPECTOR).post(address, {"text": "请整改"}, follow=True)
        assert answer.context["finding"].state == "drafted"

    def test_gi_45_through_programs(self, acting: Acting) -> None:
        """What is overdue is back with whoever decided on it: it stands on their list."""
        with acting(INSPECTOR):
            late = overdue(date(2020, 5, 11)).values_list("pk", flat=True)
            assert OWN.id("finding") in set(late)
            assert OWN.id("finding") not in set(overdue(date(2020, 5, 10)).values_list("pk", flat=True))


class TestGi46AnUnfulfilledPlanIsAGroundForATalk:
    def leader(self, acting: Acting) -> None:
        """The helper leads from today."""
        left = {"on": "2020-04-14", "reason": "调整"}
        assert send(acting, CLERK, "group-person", OWN.id("seat"), "leave", left) == []
        joins = JOINS | {"role": "leader", "start": "2020-04-15"}
        assert send(acting, CLERK, "township-group", GROUP, "take-in", joins) == []

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
        assert browser(OFFICE).get("/attendance/?month=2020-03").status_code == 200
        assert proposed(acting, "accountability_case") == []

    def test_gi_47_through_programs(self, acting: Acting, owner: psycopg.Connection) -> None:
        self.leaders(acting)
        self.found(owner, YESTERDAY)
        causes = {p.causes for p in proposed(acting, "accountability_case")}
        assert causes == {(OWN.id("finding"),)}
        assert all("长期" in p.note.zh for p in proposed(acting, "accountability_case"))
