"""An inspection is planned as its regulation permits, opened once, entered once, closed once."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from tests.site.acting import Acting
from tests.site.supervision.conftest import ONE, PLAN, SCHEME, TOWN, Browser, day, team

from bangfu.site.ledger.models import Entry
from bangfu.site.supervision.models import Assignment, Campaign, Stage
from bangfu.site.supervision.planning import state_of

NEW = f"/campaigns/new/{SCHEME}/"


class TestPlanning:
    @pytest.mark.parametrize("role", ["inspector", "county_office", "township_clerk", "county_leader"])
    def test_is_for_the_office(self, browser: Browser, role: str) -> None:
        assert browser(role).post(NEW, PLAN).status_code == 403

    @pytest.mark.parametrize(
        ("more", "told"),
        [
            ({"methods": ["hearing"]}, "七(七)/c 不许用“听取汇报”"),
            ({"methods": ["accompaniment"]}, "七(七)/d 不许用“要人陪同”"),
            ({"announced": "on"}, "七(七)/b 不许事先告知检查的日子"),
            ({"title": ""}, "有内容需要改"),
            ({"areas": ["money"]}, "有内容需要改"),
            ({"kind": "patrol"}, "有内容需要改"),
        ],
    )
    def test_what_the_regulation_forbids_is_refused_with_its_clause(
        self, browser: Browser, acting: Acting, more: dict[str, object], told: str
    ) -> None:
        answer = browser("inspection_office").post(NEW, PLAN | more)
        assert told in answer.content.decode()
        with acting("inspection_office"):
            assert not Campaign.objects.exists()

    def test_a_regulation_that_is_not_adopted_here_has_no_say(self, browser: Browser) -> None:
        assert browser("inspection_office").get("/campaigns/new/xinfeng-2017-5/").status_code == 404

    def test_has_the_stages_and_duties_of_the_scheme(self, planned: str, acting: Acting) -> None:
        with acting("inspection_office"):
            made = Campaign.objects.get(pk=planned)
            assert Stage.objects.filter(campaign=made).count() == 5
            assert (made.start, made.end) == (day("2020-04-10"), day("2020-08-31"))
            assert len(made.duties.splitlines()) == 4
            assert state_of(made) == "running"

    def test_moves_its_stages_with_its_beginning(
        self, browser: Browser, planned: str, acting: Acting
    ) -> None:
        office = browser("inspection_office")
        later = PLAN | {"start": "2020-05-10", "duties": "一条", "other": "看台账"}
        assert office.post(f"/campaigns/{planned}/edit/", later).status_code == 302
        with acting("inspection_office"):
            made = Campaign.objects.get(pk=planned)
            assert (made.start, made.end) == (day("2020-05-10"), day("2020-09-30"))
            assert (made.methods, made.duties, state_of(made)) == (["field", "看台账"], "一条", "planned")


class TestOpening:
    def test_is_seen_by_the_others_from_then_on(self, browser: Browser, planned: str) -> None:
        page = f"/campaigns/{planned}/"
        others = ("township_clerk", "unit_leader", "resident_cadre", "county_leader")
        assert {browser(role).get(page).status_code for role in others} == {404}
        assert browser("inspection_office").post(f"{page}open/").status_code == 302
        assert {browser(role).get(page).status_code for role in others} == {200}
        assert browser("other_office").get(page).status_code == 404

    def test_keeps_the_plan_whatever_a_view_does(
        self, browser: Browser, planned: str, acting: Acting
    ) -> None:
        office = browser("inspection_office")
        office.post(f"/campaigns/{planned}/open/")
        assert (
            "已经公开"
            in office.post(f"/campaigns/{planned}/edit/", PLAN | {"title": "改名"}).content.decode()
        )
        for change in ({"title": "改"}, {"opened_at": None}, {"methods": ["hearing"]}):
            with pytest.raises(DatabaseError), acting("inspection_office"):
                Campaign.objects.filter(pk=planned).update(**change)
        with acting("inspection_office"):
            assert Stage.objects.filter(campaign=planned).update(name="改") == 0

    def test_it_is_closed_after_it_was_opened_and_then_stays(
        self, browser: Browser, planned: str, acting: Acting
    ) -> None:
        office = browser("inspection_office")
        told = office.post(f"/campaigns/{planned}/close/", follow=True).content.decode()
        assert "还没有公开" in told
        for step in ("open", "close"):
            office.post(f"/campaigns/{planned}/{step}/")
        told = office.post(f"/campaigns/{planned}/teams/new/", {"name": "一组"}).content.decode()
        assert "已经结束" in told
        with pytest.raises(DatabaseError), acting("inspection_office"):
            Campaign.objects.filter(pk=planned).update(closed_at=None)


class TestInspecting:
    def test_is_entered_once_after_it_was_opened_and_shows_in_the_coverage(
        self, browser: Browser, acting: Acting
    ) -> None:
        office, inspector = browser("inspection_office"), browser("inspector")
        pk = office.post(NEW, PLAN | {"kind": "comprehensive"}).headers["Location"].split("/")[2]
        one = team(office, pk, "一组", "99-li")
        assert office.post(f"/teams/{one}/assign/", {"place": TOWN}).status_code == 302
        with acting("inspection_office"):
            [assignment] = Assignment.objects.values_list("pk", flat=True)
        page = f"/assignments/{assignment}/inspected/"
        assert "还没有公开" in inspector.post(page, {"on": "2020-04-14"}).content.decode()
        assert browser("inspection_office").get("/campaigns/coverage/").context["coverage"].missing == 2
        office.post(f"/campaigns/{pk}/open/")
        assert "2020-04-16" in inspector.post(page, {"on": "2020-04-16"}).content.decode()  # tomorrow
        assert inspector.post(page, {"on": "2020-04-14"}).status_code == 302
        assert "已经记过" in inspector.post(page, {"on": "2020-04-14"}).content.decode()
        with acting("inspection_office"):
            entry = Entry.objects.get(kind="comprehensive_inspection")
            assert (entry.place_id, entry.person_id, entry.on) == (TOWN, "99-li", day("2020-04-14"))
            assert Assignment.objects.get().entry == entry.pk
        assert office.get("/campaigns/coverage/").context["coverage"].missing == 1
        with pytest.raises(DatabaseError), acting("inspection_office"):
            Assignment.objects.all().delete()

    def test_nobody_else_enters_one(self, acting: Acting) -> None:
        for role in ("township_leader", "county_leader"):
            with acting(role):
                assert Assignment.objects.update(inspected_on=day("2020-04-14"), entry="x") == 0

    def test_an_inspector_enters_inspections_and_nothing_else_for_others(self, acting: Acting) -> None:
        from bangfu.errors import BangfuError
        from bangfu.site.ledger.draft import draft_of
        from bangfu.site.ledger.recording import record

        said = {"id": "99-entry-1", "on": "2020-04-14", "place": ONE, "organisation": "99-office"}
        with pytest.raises(BangfuError), acting("inspector") as account:
            record(account, draft_of(said | {"kind": "household_visit", "household": "99-h1"}))
        with acting("inspector") as account:
            assert record(account, draft_of(said | {"kind": "special_inspection"})).new
