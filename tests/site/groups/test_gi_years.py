"""GI-44 and GI-45: assessments and reviews of a year, and deadlines of rectification."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client, override_settings
from tests.site.acting import Acting
from tests.site.groups.desk import (
    CLERK,
    GROUP,
    HELPER,
    INSPECTOR,
    LATER,
    OFFICE,
    PAGE,
    TODAY,
    TOWN,
    codes,
    lacking,
    posted,
    refused,
    send,
)  # fmt: skip
from tests.site.world import OWN

from bangfu.site.clock import moment
from bangfu.site.groups.models import Assessment, Review
from bangfu.site.rectification.models import Move
from bangfu.site.rectification.narrowing import overdue

Browser = Callable[[str], Client]
ASSESSED = {"year": "2020", "level": "county", "result": "good", "text": "户户有人联系", "on": "2020-04-15"}
CITED = ASSESSED | {"others": OWN.id("entry")}
REVIEWED = {"place": str(TOWN), "year": "2020", "text": "联系的户稳定", "on": "2020-04-15"}


class TestGi44AssessedAndReviewed:
    def test_gi_44_through_the_database(self, acting: Acting) -> None:
        with acting(OFFICE) as user:
            row = {
                "group_id": GROUP,
                "year": 2020,
                "level": "county",
                "result": "good",
                "text": "做得好",
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
        assert send(acting, OFFICE, "township_group", GROUP, "assess", ASSESSED) == ["group_cites_nothing"]
        assert send(acting, OFFICE, "township_group", GROUP, "assess", CITED) == []
        early = REVIEWED | {"year": "2000"}
        assert send(acting, CLERK, "contact_cadre", HELPER, "review", early) == ["review_without_households"]
        assert send(acting, CLERK, "contact_cadre", HELPER, "review", REVIEWED) == []
        assert send(acting, "resident_cadre", "contact_cadre", HELPER, "review", REVIEWED) == [
            "group_not_yours"
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
