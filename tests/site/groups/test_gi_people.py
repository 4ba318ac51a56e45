"""GI-02 to GI-06: one group a township, one leader, who may belong, and one team a village."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
from django.test import Client
from tests.site.acting import Acting
from tests.site.groups.desk import (
    CADRE,
    CLERK,
    GROUP,
    HELPER,
    JOINS,
    OFFICE,
    PAGE,
    TODAY,
    TOWN,
    UNIT,
    VILLAGE,
    YESTERDAY,
    codes,
    joining,
    lacking,
    posted,
    refused,
    send,
)  # fmt: skip
from tests.site.world import OWN

from bangfu.site.clock import moment
from bangfu.site.groups.models import Group, Member, Team
from bangfu.site.roster.models import Household, Organisation, Pairing, Place, Post

Browser = Callable[[str], Client]
LEADS = JOINS | {"role": "leader"}
SENT = JOINS | {"source": "dispatched", "unit": UNIT}
TEAM = {"village": str(VILLAGE), "unit": UNIT, "leader": HELPER, "why": "many_people", "start": "2020-04-01"}
ENDED = {"on": "2020-04-14", "reason": "调整"}


class TestGi02OneGroupATownship:
    def test_gi_02_through_the_database(self, acting: Acting) -> None:
        with acting(CLERK) as user:
            again = Group(
                county_id=TOWN // 10**6 * 10**6, place_id=TOWN, organisation_id=OWN.id("town"), set_up_on=TODAY,
                made_by=user.pk, made_at=moment(),
            )  # fmt: skip
            assert refused(lambda: again.save(force_insert=True)) == "group_once"

    def test_gi_02_through_the_site(self, acting: Acting, browser: Browser) -> None:
        with acting(CLERK):
            Household.objects.filter(pk=OWN.id("household")).update(kinds=["scattered"])
        assert "还没有帮扶工作组" not in browser(OFFICE).get(PAGE).content.decode()
        assert "同时只有一个组" in posted(browser(CLERK), f"{PAGE}group/", {"set_up_on": "2020-04-15"})
        assert posted(browser(CLERK), f"/groups/of/{GROUP}/dissolve/", ENDED) == ""
        assert "还没有帮扶工作组" in browser(OFFICE).get(PAGE).content.decode()
        assert [str(p) for p in browser(OFFICE).get("/groups/").context["lacking"]] == ["own镇"]

    def test_gi_02_through_programs(self, acting: Acting) -> None:
        fields = {"set_up_on": "2020-04-15"}
        assert send(acting, CLERK, "township", TOWN, "group", fields) == ["group_exists"]
        assert send(acting, CLERK, "township_group", GROUP, "dissolve", ENDED) == []
        assert send(acting, CLERK, "township", TOWN, "group", fields) == []
        with acting(CLERK):
            body = Group.objects.get(place=TOWN, ended_on=None).organisation_id
            assert Post.objects.get(role="township_group", place=TOWN, end=None).organisation_id == body


class TestGi03OneLeaderOneDeputy:
    def test_gi_03_through_the_database(self, acting: Acting) -> None:
        with acting(CLERK):
            assert refused(joining(role="leader")) == "group_head_once"
            joining(role="deputy")()
            assert refused(joining(role="deputy", person_id=CADRE)) == "group_head_once"
            assert refused(joining()) == "group_person_once"

    def test_gi_03_through_the_site(self, browser: Browser) -> None:
        assert "各只有一名" in posted(browser(CLERK), f"/groups/of/{GROUP}/take-in/", LEADS)
        assert posted(browser(CLERK), f"/groups/of/{GROUP}/take-in/", JOINS | {"role": "deputy"}) == ""

    def test_gi_03_through_programs(self, acting: Acting) -> None:
        assert send(acting, CLERK, "township_group", GROUP, "take-in", LEADS) == ["group_has_one"]
        assert send(acting, CLERK, "group_person", OWN.id("seat"), "leave", ENDED) == []
        assert send(acting, CLERK, "township_group", GROUP, "take-in", LEADS | {"start": "2020-04-15"}) == []
        with acting(CLERK):
            assert Post.objects.get(role="township_group_leader", place=TOWN).person_id == HELPER


class TestGi04TheSecretaryLeadsOrAReasonIsGiven:
    def test_gi_04_through_the_database(self, acting: Acting) -> None:
        assert "not_secretary" in codes(lacking(acting))
        with acting(CLERK):
            Post.objects.create(role="township_party_secretary", person_id=OWN.id("clerk"), place_id=TOWN)
        assert "not_secretary" not in codes(lacking(acting))

    def test_gi_04_through_the_site(self, browser: Browser) -> None:
        words = "组长不是乡镇党委书记，没有写明理由"
        assert words in browser(CLERK).get(PAGE).content.decode()
        said = {"duties": "全面", "fixed": "true", "reason": "书记外出学习"}
        assert posted(browser(CLERK), f"/groups/people/{OWN.id('seat')}/amend/", said) == ""
        assert words not in browser(CLERK).get(PAGE).content.decode()

    def test_gi_04_through_programs(self, acting: Acting) -> None:
        said = {"fixed": "true", "reason": "书记外出学习"}
        assert send(acting, CLERK, "group_person", OWN.id("seat"), "amend", said) == []
        assert "not_secretary" not in codes(lacking(acting))
        taken_back = send(acting, CLERK, "group_person", OWN.id("seat"), "amend", said | {"reason": ""})
        assert taken_back == ["group_needs_words"]


class TestGi05WhoMaySend:
    def test_gi_05_through_the_database(self, acting: Acting) -> None:
        with acting(CLERK):
            assert refused(joining(source="dispatched")) == "group_needs_unit"
            assert refused(joining(source="dispatched", unit_id=OWN.id("town"))) == "group_unit_level"
            Place.objects.filter(pk=VILLAGE).update(tags=["poor_village"])
            assert refused(joining(source="dispatched", unit_id=UNIT)) == "group_unit_busy"
            # However well it is explained: to let it pass is for the county.
            assert refused(joining(source="dispatched", unit_id=UNIT, reason="人手不足")) == "group_unit_busy"
            joining(source="team_leader", unit_id=UNIT)()

    def test_gi_05_through_the_site(self, acting: Acting, browser: Browser) -> None:
        with acting(CLERK):
            Place.objects.filter(pk=VILLAGE).update(tags=["poor_village"])
        address = f"/groups/of/{GROUP}/take-in/"
        assert "承担相对贫困村帮扶任务" in posted(browser(CLERK), address, SENT)
        assert "承担相对贫困村帮扶任务" in posted(browser(OFFICE), address, SENT)
        assert posted(browser(OFFICE), address, SENT | {"reason": "县里统一调配"}) == ""
        assert "县里统一调配" in browser(CLERK).get(PAGE).content.decode()

    def test_gi_05_through_programs(self, acting: Acting) -> None:
        no_unit = {name: value for name, value in SENT.items() if name != "unit"}
        low = no_unit | {"unit": OWN.id("town")}
        assert send(acting, CLERK, "township_group", GROUP, "take-in", low) == ["group_unit_level"]
        assert send(acting, CLERK, "township_group", GROUP, "take-in", no_unit) == []
        with acting(CLERK):
            assert Member.objects.get(person=HELPER).unit_id == UNIT  # their own on the roster
            assert Organisation.objects.get(pk=UNIT).level == "county"


class TestGi06OneTeamAVillage:
    def test_gi_06_through_the_database(self, acting: Acting) -> None:
        with acting(CLERK) as user:
            Place.objects.create(
                code=VILLAGE + 1, last=VILLAGE + 1, name="另一村", level="village", parent_id=TOWN
            )
            made = {
                "county_id": TOWN // 10**6 * 10**6,
                "unit_id": UNIT,
                "why": "heavy_task",
                "start": YESTERDAY,
            }
            made |= {"made_by": user.pk, "made_at": moment()}
            assert (
                refused(lambda: Team.objects.create(village_id=VILLAGE, leader_id=HELPER, **made))
                == "team_of_village_once"
            )
            assert (
                refused(lambda: Team.objects.create(village_id=VILLAGE + 1, leader_id=CADRE, **made))
                == "team_leader_once"
            )

    def test_gi_06_through_the_site(self, acting: Acting, browser: Browser) -> None:
        assert "一村一队" in posted(browser(CLERK), f"{PAGE}team/", TEAM)
        assert "这一户还没有队里的人联系" in browser(CLERK).get(PAGE).content.decode()

    def test_gi_06_through_programs(self, acting: Acting, owner: psycopg.Connection) -> None:
        assert send(acting, CLERK, "township", TOWN, "team", TEAM) == ["team_in_village"]
        [gap] = [gap for gap in lacking(acting) if gap.code == "team_uncovered"]
        assert gap.household and gap.household.pk == OWN.id("household")
        with acting(CLERK):
            Pairing.objects.create(person_id=CADRE, household_id=OWN.id("household"), start=YESTERDAY)
        assert "team_uncovered" not in codes(lacking(acting))
        assert send(acting, CLERK, "village_team", OWN.id("villageteam"), "recall", ENDED) == []
        assert send(acting, CLERK, "township", TOWN, "team", TEAM | {"start": "2020-04-15"}) == []
