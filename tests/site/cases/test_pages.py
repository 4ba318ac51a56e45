"""A case through the pages, from being told to a partly granted appeal; what is refused is told where it was asked."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.world import NEAR, OWN

from bangfu.site.cases.models import Case
from bangfu.site.postgres import Cluster

Browser = Callable[[str], Client]
CASE = f"/cases/{OWN.id('case')}/"
HALF = {"measure": "promotion_bar", "start": "2020-04-15", "end": "2020-10-14"}
SHORT = HALF | {"end": "2020-07-14"}


def step(client: Client, code: str, address: str = CASE, **data: object) -> str:
    """What the page says after a step."""
    said = {"text": "已核对台账", "deadline": "2020-06-01", "document": "试发〔2020〕1号"} | data
    return client.post(f"{address}step/{code}/", said, follow=True).content.decode()


def case(acting: Acting, pk: str = OWN.id("case")) -> Case:
    with acting("county_office"):
        return Case.objects.get(pk=pk)


class TestWhoSees:
    @pytest.mark.parametrize(
        "role",
        [
            "responsible_helper",
            "unit_contact",
            "unit_leader",
            "township_clerk",
            "inspector",
            "provincial_analyst",
        ],
    )
    def test_nobody_else_learns_of_it(self, browser: Browser, role: str) -> None:
        assert browser(role).get(CASE).status_code == 404
        assert OWN.mark not in browser(role).get("/cases/").content.decode().split("</nav>")[-1]

    def test_whom_it_is_about_sees_it_once_they_were_told(self, browser: Browser) -> None:
        cadre = browser("resident_cadre")
        page = cadre.get(CASE).content.decode()
        assert "这件事是关于您的" in page
        assert OWN.text("没有例会记录") in page
        assert cadre.get(f"/cases/{OWN.id('opened')}/").status_code == 404
        assert cadre.get(f"/cases/{NEAR.id('case')}/").status_code == 404
        assert [row.pk for row in cadre.get("/cases/").context["page"]] == [OWN.id("case")]


def test_who_has_left_is_said_to_have_left(browser: Browser, counties: Cluster, site: str) -> None:
    """Whoever came after them is never charged in their place."""
    assert "已经离开这个单位" not in browser("county_office").get(CASE).content.decode()
    with psycopg.connect(counties.url("bangfu_owner", site), autocommit=True) as owner:
        owner.execute("""update roster_post set "end" = '2020-04-01' where id = %s""", [OWN.id("post")])
    assert "已经离开这个单位" in browser("county_office").get(CASE).content.decode()


class TestSteps:
    def test_what_is_refused_is_told(self, browser: Browser, acting: Acting) -> None:
        assert "还没有听取本人意见" in step(browser("county_office"), "submit")
        assert "这一步不由您的账号办理" in step(browser("county_office"), "state")
        told = step(browser("county_office"), "notify", f"/cases/{OWN.id('opened')}/", deadline="2020-04-15")
        assert "或不在今天之后" in told
        assert case(acting).state == "notified"

    def test_from_told_to_partly_granted(self, browser: Browser, acting: Acting) -> None:
        office, cadre, decider, leader = map(
            browser, ("county_office", "resident_cadre", "organization_department", "county_leader")
        )
        step(cadre, "state", text="那天请过假，手续晚交了一天")
        assert "那天请过假" in office.get(CASE).content.decode()
        step(office, "submit")
        assert "这一步不由您的账号办理" in step(office, "confirm", **HALF)
        assert "比文件规定的更重、更长" in step(decider, "confirm", **(HALF | {"end": "2021-04-14"}))
        step(decider, "confirm", **HALF)
        made = case(acting)
        assert (made.state, made.measure, str(made.effect_to)) == ("decided", "promotion_bar", "2020-10-14")
        step(office, "serve")
        assert case(acting).document == "试发〔2020〕1号"
        step(cadre, "appeal", text="应当从轻")
        assert "这不比现在的更轻" in step(leader, "grant_part", **HALF)
        assert "这一步不由您的账号办理" in step(decider, "uphold")
        step(leader, "grant_part", **SHORT)
        made = case(acting)
        assert (made.state, str(made.effect_to), made.decided_by) == (
            "in_effect",
            "2020-07-14",
            "99-a-organization_department",
        )
        page = cadre.get(CASE).content.decode()
        assert "2020-04-15 – 2020-07-14" in page


class TestLists:
    def test_each_is_shown_what_waits_for_them(self, browser: Browser) -> None:
        def waits(role: str) -> set[str]:
            return {row.pk for row in browser(role).get("/cases/?group=mine").context["page"]}

        mine = {OWN.id("case"), NEAR.id("case")}
        assert waits("county_office") == {OWN.id("opened"), NEAR.id("opened")}
        assert waits("resident_cadre") == {OWN.id("case")}
        assert waits("county_leader") == set()
        step(browser("resident_cadre"), "state")
        assert waits("county_office") == {OWN.id("opened"), NEAR.id("opened"), OWN.id("case")}
        step(browser("county_office"), "submit")
        assert waits("organization_department") == {OWN.id("case")} < mine

    @pytest.mark.parametrize(("asked", "number"), [
        ("q=" + OWN.mark, 2), ("measure=promotion_bar", 4), ("measure=award_bar", 0), (f"place={OWN.village}", 2),
        ("regulation=gansu-2019-33", 0), ("q=1", 1), ("group=review", 0),
    ])  # fmt: skip
    def test_filters(self, browser: Browser, asked: str, number: int) -> None:
        assert len(browser("county_office").get(f"/cases/?{asked}").context["page"].object_list) == number


class TestPapers:
    def test_nobody_makes_one_before_it_was_decided_nor_without_the_right(self, browser: Browser) -> None:
        assert browser("county_office").post(f"{CASE}paper/", {"kind": "decision"}).status_code == 200
        assert (
            browser("organization_department").post(f"{CASE}paper/", {"kind": "decision"}).status_code == 403
        )

    def test_a_decision_is_issued_and_read_by_whom_it_is_about_alone(
        self, browser: Browser, acting: Acting, series: None
    ) -> None:
        office, cadre = browser("county_office"), browser("resident_cadre")
        step(cadre, "state", text="那天请过假")
        step(office, "submit")
        step(browser("organization_department"), "lighten", **SHORT, reason="")
        made = office.post(f"{CASE}paper/", {"kind": "decision"})
        address = made["Location"]
        assert cadre.get(address).status_code == 404  # a draft
        assert browser("inspector").get(address).status_code == 404
        draft = office.get(address).content.decode()
        for part in (OWN.text("没有例会记录"), "那天请过假", "2020年7月14日", "四(三)/4"):
            assert part in draft
        assert office.post(f"{address}issue/").status_code == 302
        assert OWN.text("没有例会记录") in cadre.get(address).content.decode()
        assert cadre.get(f"{address}file/pdf/").status_code in {200, 404}
        for role in ("inspector", "unit_leader", "township_clerk", "responsible_helper"):
            assert browser(role).get(address).status_code == 404
        assert "甲处〔2020〕1号" in office.get(CASE).context["forms"][0]["document"].value()
