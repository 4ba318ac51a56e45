"""Handing over: all that was chosen passes on one day or nothing does, and it can be taken back on that day."""

from __future__ import annotations

from typing import Any

import pytest
from tests.site.acting import Acting
from tests.site.roster.conftest import SignIn

from bangfu.site.ledger.draft import draft_of
from bangfu.site.ledger.recording import record
from bangfu.site.roster.models import Change, Pairing, Post

pytestmark = pytest.mark.usefixtures("successor")
WORDS = {"successor": "99-new", "on": "2020-04-01", "reason": "轮换"}


def prepared(browser: SignIn, person: str, **words: Any) -> str:
    """The address of a handover that waits to be looked at."""
    response = browser("county_office").post(f"/handovers/new/{person}/", {**WORDS, **words})
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def post_of(acting: Acting, person: str) -> str:
    with acting("county_office"):
        return Post.objects.get(person=person).pk


def test_nothing_chosen_and_oneself_are_refused(browser: SignIn, acting: Acting) -> None:
    clerk, post = browser("county_office"), post_of(acting, "99-cadre")
    nothing = clerk.post("/handovers/new/99-cadre/", WORDS)
    assert nothing.context["form"].errors.as_data()["__all__"][0].code == "hands_nothing"
    oneself = clerk.post("/handovers/new/99-cadre/", {**WORDS, "successor": "99-cadre", "posts": [post]})
    assert oneself.context["form"].errors.as_data()["successor"][0].code == "hands_to_self"


def test_a_post_of_somebody_else_does_not_pass(browser: SignIn, acting: Acting) -> None:
    other = post_of(acting, "99-new")
    response = browser("county_office").post("/handovers/new/99-cadre/", {**WORDS, "posts": [other]})
    assert response.context["form"].errors.as_data()["__all__"][0].code == "hands_nothing"


@pytest.mark.parametrize("role", ["inspector", "unit_contact", "responsible_helper", "system_admin"])
def test_who_does_not_keep_the_roster_hands_nothing_over(browser: SignIn, role: str) -> None:
    assert browser(role).get("/handovers/new/99-cadre/").status_code in (302, 403, 404)


def test_looking_at_it_changes_nothing(browser: SignIn, acting: Acting) -> None:
    page = prepared(browser, "99-cadre", posts=[post_of(acting, "99-cadre")])
    seen = browser("county_office").get(page).content.decode()
    assert "新来" in seen
    assert "2020-03-31" in seen
    with acting("county_office"):
        assert Post.objects.get(person="99-cadre").end is None


@pytest.mark.usefixtures("owed")
def test_open_work_is_shown_and_passes_with_the_pairings(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    with acting("county_office"):
        pairings = list(Pairing.objects.filter(person="99-helper").values_list("pk", flat=True))
    choosing = clerk.get("/handovers/new/99-helper/")
    assert len(choosing.context["open"]) == 1
    page = prepared(browser, "99-helper", pairings=pairings)
    assert clerk.post(f"{page}do/").status_code == 302
    with acting("county_office"):
        ends = Pairing.objects.filter(pk__in=pairings).values_list("end", flat=True)
        assert [str(end) for end in ends] == ["2020-03-31"] * 2
        new = Pairing.objects.filter(person="99-new")
        assert sorted(p.household.pk for p in new) == ["99-h1", "99-h2"]
        assert {str(p.start) for p in new} == {"2020-04-01"}
        assert new[0].events.get().pgh_context["reason"] == "轮换"  # type: ignore[attr-defined]


def test_it_is_done_once(browser: SignIn, acting: Acting) -> None:
    page = prepared(browser, "99-cadre", posts=[post_of(acting, "99-cadre")])
    clerk = browser("county_office")
    clerk.post(f"{page}do/")
    again = clerk.post(f"{page}do/", follow=True)
    assert "已被办理或撤销" in again.content.decode()
    with acting("county_office"):
        assert Post.objects.filter(person="99-new", role="first_secretary").count() == 1


def test_a_row_changed_since_the_preview_is_not_written_over(browser: SignIn, acting: Acting) -> None:
    old = post_of(acting, "99-cadre")
    page = prepared(browser, "99-cadre", posts=[old])
    clerk = browser("county_office")
    clerk.post(f"/posts/{old}/end/", {"end": "2020-02-01", "reason": "先行结束"})
    assert "又被改过" in clerk.post(f"{page}do/", follow=True).content.decode()
    with acting("county_office"):
        assert not Post.objects.filter(person="99-new", role="first_secretary").exists()
        assert Change.objects.get().state == "prepared"


def test_undone_everything_is_as_it_was(browser: SignIn, acting: Acting) -> None:
    old = post_of(acting, "99-cadre")
    page = prepared(browser, "99-cadre", posts=[old])
    clerk = browser("county_office")
    clerk.post(f"{page}do/")
    clerk.post(f"{page}undo/", {"reason": "弄错了"})
    with acting("county_office"):
        assert Post.objects.get(pk=old).end is None
        assert not Post.objects.filter(person="99-new", role="first_secretary").exists()
        assert Change.objects.get().state == "undone"
        assert Post.objects.get(pk=old).events.last().pgh_context["reason"] == "弄错了"  # type: ignore[attr-defined]


def test_undo_is_refused_once_the_successor_has_recorded_work(browser: SignIn, acting: Acting) -> None:
    page = prepared(browser, "99-cadre", posts=[post_of(acting, "99-cadre")])
    clerk = browser("county_office")
    clerk.post(f"{page}do/")
    visit = {
        "id": "visit-0001", "kind": "village_visit", "on": "2020-04-02", "person": "99-new", "place": "990001100201",
    }  # fmt: skip
    with acting("county_office") as account:
        record(account, draft_of(visit))
    assert "已有工作记录" in clerk.post(f"{page}undo/", {"reason": "弄错了"}, follow=True).content.decode()
    with acting("county_office"):
        assert Change.objects.get().state == "applied"


def test_another_township_does_not_see_the_handover(browser: SignIn, acting: Acting) -> None:
    page = prepared(browser, "99-cadre", posts=[post_of(acting, "99-cadre")])
    assert browser("other_office").get(page).status_code == 404
    assert browser("other_office").post(f"{page}do/").status_code == 404
