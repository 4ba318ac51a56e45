"""GI-15, GI-42, GI-43, GI-48, GI-49: the map's sums, the five rules, sheets as old as what they show, papers and conditions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from tests.site.acting import Acting
from tests.site.groups.desk import (
    CLERK,
    GROUP,
    HELPER,
    INSPECTOR,
    JOINS,
    OFFICE,
    PAGE,
    TODAY,
    TOWN,
    UNIT,
    YESTERDAY,
    codes,
    joining,
    lacking,
    posted,
    send,
)  # fmt: skip
from tests.site.world import OWN

from bangfu.site.clock import moment
from bangfu.site.exchange import take
from bangfu.site.exchange.scoped import Scoped
from bangfu.site.groups.distribution import distribution
from bangfu.site.groups.models import Copy, Group, Note
from bangfu.site.groups.six import six
from bangfu.site.groups.words import RULES, notes_of
from bangfu.site.roster.models import Household, Place

Browser = Callable[[str], Client]
RULE = {"text": "每月一次", "start": "2020-04-15"}


def states(acting: Acting) -> dict[str, str]:
    with acting(OFFICE):
        return {
            have.item: have.state for have in six(Group.objects.select_related("place").get(pk=GROUP), TODAY)
        }


def on_map(acting: Acting, day: date) -> int:
    with acting(OFFICE):
        return distribution(Place.objects.get(pk=TOWN), day).total.households


class TestGi15TheMapComesOutEvenWithTheRegister:
    def test_gi_15_through_the_database(self, acting: Acting) -> None:
        assert on_map(acting, TODAY) == 1
        with acting(CLERK):
            Household.objects.create(id="99-more", place_id=OWN.village, kinds=["scattered"], start=TODAY)
            Household.objects.create(id="99-other", place_id=OWN.village, kinds=["other"], start=TODAY)
        assert (on_map(acting, YESTERDAY), on_map(acting, TODAY)) == (1, 2)

    def test_gi_15_through_the_site(self, browser: Browser) -> None:
        context = browser(CLERK).get(f"{PAGE}map/").context
        assert sum(row.households for row in context["spread"].rows) == context["total"].households == 1
        assert (context["total"].causes, context["total"].people) == ({"illness": 1}, 2)
        before = browser(CLERK).get(f"{PAGE}map/?day=2000-01-01").context["total"]
        assert (before.households, before.people) == (0, 0)

    def test_gi_15_through_programs(self, acting: Acting) -> None:
        with acting(OFFICE):
            register = take.table(Scoped(), "households").to_pylist()
        here = [row for row in register if row["place"].startswith(str(TOWN)[:9])]
        assert on_map(acting, TODAY) == len(here) == 1


class TestGi42FiveRules:
    def test_gi_42_through_the_database(self, acting: Acting) -> None:
        without = {gap.kind for gap in lacking(acting) if gap.code == "no_rule"}
        assert without == set(RULES) - {"study"}
        with acting(CLERK) as user:
            for kind in sorted(without):
                Note.objects.create(
                    group_id=GROUP, kind=kind, text="有制度", start=TODAY, by=user.pk, at=moment()
                )
        assert "no_rule" not in codes(lacking(acting))

    def test_gi_42_through_the_site(self, browser: Browser) -> None:
        assert "还没有立的制度" in browser(OFFICE).get(PAGE).content.decode()
        for kind in RULES:
            assert posted(browser(CLERK), f"/groups/of/{GROUP}/rule/", RULE | {"kind": kind}) == ""
        assert "还没有立的制度" not in browser(OFFICE).get(PAGE).content.decode()

    def test_gi_42_through_programs(self, acting: Acting) -> None:
        assert send(acting, CLERK, "township_group", GROUP, "rule", RULE | {"kind": "leadership"}) == [
            "kind: invalid_choice"
        ]
        assert send(acting, CLERK, "township_group", GROUP, "rule", RULE | {"kind": "meeting"}) == []
        assert "meeting" not in {gap.kind for gap in lacking(acting)}


class TestGi43SheetsAsOldAsWhatTheyShow:
    def test_gi_43_through_the_database(self, acting: Acting) -> None:
        assert states(acting) == {
            "office": "met", "staff": "unmet", "board": "open", "map": "unmet", "files": "met", "handbook": "unmet",
        }  # fmt: skip
        with acting(CLERK):
            joining(fixed=True)()
        assert states(acting)["staff"] == "met"

    def test_gi_43_through_the_site(self, acting: Acting, browser: Browser) -> None:
        posting: dict[str, Any] = {"item": "board", "posted_on": "2020-04-15", "where": "正墙"}
        assert posted(browser(CLERK), f"/groups/of/{GROUP}/copy/", posting) == ""
        assert states(acting)["board"] == "met"
        assert posted(browser(CLERK), f"/groups/of/{GROUP}/take-in/", JOINS) == ""
        assert states(acting)["board"] == "open"
        assert "上墙以后内容有变" in browser(OFFICE).get(PAGE).content.decode()

    def test_gi_43_through_programs(self, acting: Acting) -> None:
        book = {"item": "handbook", "posted_on": "2020-04-15"}
        assert send(acting, CLERK, "township_group", GROUP, "copy", book) == ["person: None"]
        assert send(acting, CLERK, "township_group", GROUP, "copy", book | {"person": HELPER}) == []
        assert states(acting)["handbook"] == "met"
        seen = {"item": "handbook", "has": "false", "on": "2020-04-15", "evidence": "手册是空白的"}
        assert send(acting, INSPECTOR, "township_group", GROUP, "check", seen) == []
        assert states(acting)["handbook"] == "unmet"  # what somebody saw outweighs the paper
        with acting(CLERK):
            assert Copy.objects.filter(group=GROUP, item="handbook").count() == 1


class TestGi48PapersOfTheUnit:
    def test_gi_48_through_the_database(self, acting: Acting) -> None:
        without = {
            (gap.kind, gap.unit and gap.unit.pk) for gap in lacking(acting) if gap.code == "unit_paper"
        }
        assert without == {(kind, UNIT) for kind in notes_of("unit")}

    def test_gi_48_through_the_site(self, browser: Browser) -> None:
        assert "派出单位还没有交的材料" in browser(OFFICE).get(PAGE).content.decode()
        for kind in notes_of("unit"):
            assert (
                posted(browser(CLERK), f"/groups/of/{GROUP}/paper/", RULE | {"kind": kind, "unit": UNIT})
                == ""
            )
        assert "派出单位还没有交的材料" not in browser(OFFICE).get(PAGE).content.decode()

    def test_gi_48_through_programs(self, acting: Acting) -> None:
        elsewhere = RULE | {"kind": "measures", "unit": OWN.id("town")}  # sent nobody
        assert send(acting, CLERK, "township_group", GROUP, "paper", elsewhere) == ["unit: invalid_choice"]
        assert (
            send(acting, CLERK, "township_group", GROUP, "paper", RULE | {"kind": "measures", "unit": UNIT})
            == []
        )
        assert "measures" not in {gap.kind for gap in lacking(acting)}


class TestGi49ConditionsOfResidentCadres:
    def test_gi_49_through_the_database(self, acting: Acting) -> None:
        without = {(gap.kind, str(gap.person)) for gap in lacking(acting) if gap.code == "no_condition"}
        assert {kind for kind, _ in without} == set(notes_of("person")) and len(without) == 3

    def test_gi_49_through_the_site(self, browser: Browser) -> None:
        given = RULE | {"person": OWN.id("cadre"), "provider": "village_party"}
        assert "驻镇（村）干部的工作食宿条件没有记明" in browser(OFFICE).get(PAGE).content.decode()
        for kind in notes_of("person"):
            assert posted(browser(CLERK), f"/groups/of/{GROUP}/condition/", given | {"kind": kind}) == ""
        assert "驻镇（村）干部的工作食宿条件没有记明" not in browser(OFFICE).get(PAGE).content.decode()

    def test_gi_49_through_programs(self, acting: Acting) -> None:
        given = RULE | {"person": OWN.id("cadre"), "kind": "food"}
        assert send(acting, CLERK, "township_group", GROUP, "condition", given) == ["provider: required"]
        assert (
            send(acting, CLERK, "township_group", GROUP, "condition", given | {"provider": "village_party"})
            == []
        )
        assert "food" not in {gap.kind for gap in lacking(acting)}
