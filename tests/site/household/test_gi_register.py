"""What holds of the register (GI-13 to GI-15, GI-19, GI-29), tried through the database, the site and programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest
from django.db import DatabaseError
from django.test import Client
from tests.site.acting import Acting
from tests.site.deeds import DONE, send
from tests.site.household.files import BARE, CHILD, CLERK, FIRST, HEAD, NEXT, filed, load
from tests.site.world import START, TODAY

from bangfu.errors import BangfuError
from bangfu.site.household.counting import books_on, counts_on, defects_on, total
from bangfu.site.household.gaps import behind, lacking
from bangfu.site.household.issuing import check_benefit, enter_platform, hand_over
from bangfu.site.household.models import CardIssue, Standing, Version
from bangfu.site.household.reading import as_of
from bangfu.site.household.words import codes
from bangfu.site.roster.models import Household

Browser = Callable[[str], Client]
BEFORE = START - timedelta(days=1)
MEMBERS = json.dumps([{"name": "示例户主", "relation": "head"}])
FORM = {
    "members-TOTAL_FORMS": "1",
    "members-INITIAL_FORMS": "0",
    "members-0-name": "示例",
    "members-0-relation": "head",
}


def lacks(acting: Acting, kind: str) -> set[str]:
    with acting(CLERK):
        return {home.pk for home in lacking(kind, TODAY)}


class TestNoFileBeforeItWasTakenIn:
    def test_gi_13_through_the_database(self, acting: Acting, owner: psycopg.Connection) -> None:
        with pytest.raises(psycopg.errors.CheckViolation, match="household_not_confirmed"):
            load(owner, "v1", BEFORE, TODAY)
        assert BARE in lacks(acting, "file")

    def test_gi_13_through_the_site(self, browser: Browser, acting: Acting) -> None:
        clerk = browser(CLERK)
        sent = {"start": str(BEFORE), "why": "confirmed", **FORM}
        assert clerk.post(f"/households/{BARE}/file/new/", sent).status_code == 422
        with acting(CLERK):
            assert not Version.objects.filter(household=BARE).exists()
        assert BARE in clerk.get("/register/gaps/?kind=file").content.decode()
        filed(acting, FIRST)
        assert BARE not in clerk.get("/register/gaps/?kind=file").content.decode()
        assert BARE in clerk.get("/register/gaps/?kind=card").content.decode()

    def test_gi_13_through_programs(self, acting: Acting) -> None:
        sent = {"start": BEFORE, "why": "confirmed", "members": MEMBERS}
        assert send(CLERK, "household", BARE, "version", sent) == (422, ["household_not_confirmed"])
        assert send(CLERK, "household", BARE, "version", sent | {"start": TODAY}) == DONE
        with acting(CLERK):
            assert Version.objects.filter(household=BARE).exists()


class TestOneAnswerForEveryDay:
    def test_gi_14_through_the_database(self, acting: Acting, owner: psycopg.Connection) -> None:
        """What lists search says the same of every day as the versions themselves."""
        days = [TODAY - timedelta(days=n) for n in (40, 30, 30, 10)]
        for number, day in enumerate(days):
            load(owner, f"v{number}", day, TODAY - timedelta(days=9 - number))
        with acting(CLERK):
            for back in range(45):
                day = TODAY - timedelta(days=back)
                found = Standing.objects.filter(household=BARE, start__lte=day, until__gt=day)
                said = as_of(BARE, day)
                assert [s.version_id for s in found] == ([said.pk] if said else [])

    def test_gi_14_through_the_site(self, browser: Browser, acting: Acting) -> None:
        filed(acting, FIRST)
        filed(
            acting, replace(NEXT, facts={"causes": ["disability"]})
        )  # the same first day: it takes the place
        clerk = browser(CLERK)
        assert BARE in clerk.get("/register/?cause=disability").content.decode()
        assert BARE not in clerk.get("/register/?cause=illness").content.decode()
        assert BARE in clerk.get(f"/register/?state=no_file&day={TODAY - timedelta(days=1)}").content.decode()

    def test_gi_14_through_programs(self, acting: Acting) -> None:
        sent = {"start": TODAY, "why": "confirmed", "members": MEMBERS, "wish": "想养羊"}
        assert send(CLERK, "household", BARE, "version", sent) == DONE
        assert (
            send(
                CLERK,
                "household",
                BARE,
                "version",
                sent | {"why": "wrong", "note": "原来记错", "wish": "想养牛"},
            )
            == DONE
        )
        with acting(CLERK):
            said = as_of(BARE, TODAY)
            assert said is not None
            assert said.wish == "想养牛"
            assert Standing.objects.get(household=BARE).version_id == said.pk


class TestBooksRegisterAndMapAgree:
    def test_gi_15_through_the_database(self, acting: Acting) -> None:
        filed(acting, FIRST)
        with acting(CLERK):
            counts, books = counts_on(TODAY), books_on(TODAY)
            assert not defects_on(TODAY)
            assert total(counts.values()).households == sum(books.values()) == 2
            assert {place: each.filed for place, each in counts.items()} == dict(books)

    def test_gi_15_through_the_site(self, browser: Browser, acting: Acting) -> None:
        """A household without a file stands in the register and in no book: told by name."""
        page = browser(CLERK).get("/register/books/").content.decode()
        assert f"/households/{BARE}/file/" in page
        filed(acting, FIRST)
        assert f"/households/{BARE}/file/" not in browser(CLERK).get("/register/books/").content.decode()

    def test_gi_15_through_programs(self, acting: Acting) -> None:
        with acting(CLERK):
            assert [d.household.pk for d in defects_on(TODAY)] == [BARE]
        assert (
            send(
                CLERK, "household", BARE, "version", {"start": TODAY, "why": "confirmed", "members": MEMBERS}
            )
            == DONE
        )
        with acting(CLERK):
            assert not defects_on(TODAY)


class TestThePlatformIsNotBehind:
    def test_gi_19_through_the_database(self, acting: Acting) -> None:
        first = filed(acting, FIRST)
        with acting(CLERK) as account:
            enter_platform(account, Household.objects.get(pk=BARE), TODAY, "990001")
            assert behind(BARE, first) is None
        second = filed(acting, NEXT)
        with acting(CLERK):
            late = behind(BARE, second)
        assert late is not None
        assert late.version_id == first
        assert BARE in lacks(acting, "platform_old")

    def test_gi_19_through_the_site(self, browser: Browser, acting: Acting) -> None:
        clerk, page = browser(CLERK), f"/households/{BARE}/file/"
        filed(acting, FIRST)
        assert clerk.post(f"{page}platform/", {"number": "990001", "on": str(TODAY)}).status_code == 302
        assert "比档案旧" not in clerk.get(page).content.decode()
        filed(acting, NEXT)
        assert "比档案旧" in clerk.get(page).content.decode()
        assert BARE in clerk.get("/register/gaps/?kind=platform_old").content.decode()

    def test_gi_19_through_programs(self, acting: Acting) -> None:
        fields = {"number": "990001", "on": TODAY}
        assert send(CLERK, "household", BARE, "platform", fields) == (422, ["household_no_file"])
        filed(acting, FIRST)
        assert send(CLERK, "household", BARE, "platform", fields) == DONE
        assert BARE not in lacks(acting, "platform") | lacks(acting, "platform_old")


class TestGuaranteesAndBenefitsAreChecked:
    def test_gi_29_through_the_database(self, acting: Acting) -> None:
        filed(acting, replace(FIRST, facts=dict.fromkeys(codes("guarantee"), "yes")))
        assert BARE not in lacks(acting, "guarantee")
        for kind in codes("benefit"):
            assert BARE in lacks(acting, "benefit")
            with acting(CLERK) as account:
                fields = {"kind": kind, "qualifies": True, "received": False, "on": TODAY}
                check_benefit(account, Household.objects.get(pk=BARE), fields)
        assert BARE not in lacks(acting, "benefit")

    def test_gi_29_through_the_site(self, browser: Browser, acting: Acting) -> None:
        clerk, page = browser(CLERK), f"/households/{BARE}/file/"
        filed(acting, replace(FIRST, facts={"housing": "yes"}))
        assert "义务教育、基本医疗、饮水安全" in clerk.get("/register/gaps/?kind=guarantee").content.decode()
        sent = {"kind": "education", "qualifies": "true", "received": "false", "on": str(TODAY)}
        assert clerk.post(f"{page}benefit/", sent).status_code == 302
        assert "医疗卫生、社会保障" in clerk.get("/register/gaps/?kind=benefit").content.decode()
        assert "符合，还没有享受" in clerk.get(page).content.decode()

    def test_gi_29_through_programs(self, acting: Acting) -> None:
        filed(acting, FIRST)
        sent = {"kind": "farming", "qualifies": "true", "received": "true", "on": TODAY + timedelta(days=1)}
        assert send(CLERK, "household", BARE, "benefit", sent) == (422, ["household_not_yet"])
        assert send(CLERK, "household", BARE, "benefit", sent | {"on": TODAY}) == DONE
        assert BARE in lacks(acting, "benefit")


class TestTheCard:
    def test_is_of_a_version_in_view_and_of_a_day_that_has_come(self, acting: Acting) -> None:
        filed(acting, FIRST)
        for on, said in (
            (TODAY + timedelta(days=1), "household_not_yet"),
            (date(2019, 1, 1), "household_before_version"),
        ):
            with pytest.raises(BangfuError, match=said), acting(CLERK) as account:
                hand_over(account, Household.objects.get(pk=BARE), on, "示例户主")
        with acting("responsible_helper"), pytest.raises(Household.DoesNotExist):
            Household.objects.get(pk=BARE)  # not one that this helper helps

    def test_is_kept_as_it_was_handed_over(self, acting: Acting, owner: psycopg.Connection) -> None:
        filed(acting, replace(FIRST, members=(HEAD, CHILD)))
        with acting(CLERK) as account:
            hand_over(account, Household.objects.get(pk=BARE), TODAY, "示例户主")
        with pytest.raises(DatabaseError), acting(CLERK):
            CardIssue.objects.update(handed_to="别人")
        assert BARE not in lacks(acting, "card")
        filed(acting, NEXT)
        assert BARE in lacks(acting, "card_old")
