"""Loads side by side, and a proposal of which people accept what they want: dated posts, one reason, and a way back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.site.acting import Acting
from tests.site.roster.conftest import SignIn

from bangfu.site.roster.models import Change, Post

BARE, HELD = "990001100202", "990001100201"
ACCEPT = {"on": "2020-05-01", "reason": "消除空白村"}


def steps_of(client: Client) -> list[dict[str, Any]]:
    response: Any = client.get("/roster/balance/proposal/?limit=3&even=on")
    assert response.status_code == 200
    return response.context["steps"]


def accepted(client: Client, *steps: str, **words: str) -> Any:
    return client.post("/roster/balance/accept/", {**ACCEPT, "step": list(steps), **words}, follow=True)


def units_in(acting: Acting, village: str) -> list[tuple[str | None, str, str]]:
    with acting("county_office"):
        posts = Post.objects.filter(role="assisting_unit", place=int(village)).order_by("start")
        return [(p.organisation and p.organisation.pk, str(p.start), str(p.end)) for p in posts]


def test_the_balance_shows_loads_and_bare_villages(browser: SignIn) -> None:
    response: Any = browser("county_office").get("/roster/balance/")
    balance = response.context["balance"]
    assert [(x.unit.pk, x.villages, x.households, x.cadres) for x in balance.loads] == [("99-unit", 1, 2, 1)]
    assert [p.name for p in balance.bare] == ["下湾村"]


@pytest.mark.parametrize("role", ["township_clerk", "inspector", "unit_contact", "responsible_helper"])
def test_only_who_keeps_a_whole_county_asks_for_proposals(browser: SignIn, role: str) -> None:
    assert browser(role).get("/roster/balance/proposal/").status_code == 403
    assert browser(role).post("/roster/balance/accept/", ACCEPT).status_code == 403


def test_nothing_picked_or_no_reason_is_refused(browser: SignIn, acting: Acting) -> None:
    clerk = browser("county_office")
    (step,) = steps_of(clerk)
    for page in (
        accepted(clerk),
        accepted(clerk, step["key"], reason=""),
        accepted(clerk, step["key"], on=""),
    ):
        assert page.redirect_chain[-1][0] == "/roster/balance/"
    assert units_in(acting, BARE) == []


@pytest.mark.parametrize(
    "step",
    [
        "990002100201||99-unit",  # another county's village
        f"{BARE}||99-away",  # another county's unit
        f"{BARE}||99-nobody",
        f"{BARE}|99-office|99-unit",  # a unit that the village does not have
        "||",
        "x|y",
    ],
)
def test_a_crafted_step_changes_nothing(browser: SignIn, acting: Acting, step: str) -> None:
    response = accepted(browser("county_office"), step)
    assert response.status_code == 200
    assert units_in(acting, BARE) == []
    with acting("county_office"):
        assert not Change.objects.filter(state="applied").exists()


def test_what_is_accepted_becomes_dated_posts_with_the_reason_and_can_be_undone(
    browser: SignIn, acting: Acting
) -> None:
    clerk = browser("county_office")
    (step,) = steps_of(clerk)
    page = accepted(clerk, step["key"]).redirect_chain[-1][0]
    assert units_in(acting, BARE) == [("99-unit", "2020-05-01", "None")]
    with acting("county_office"):
        post = Post.objects.get(role="assisting_unit", place=int(BARE))
        assert post.events.get().pgh_context["reason"] == ACCEPT["reason"]  # type: ignore[attr-defined]
    clerk.post(f"{page}undo/", {"reason": "单位有异议"})
    assert units_in(acting, BARE) == []
    with acting("county_office"):
        assert Change.objects.get().state == "undone"


def test_a_village_passes_from_one_unit_to_another_without_a_gap(browser: SignIn, acting: Acting) -> None:
    accepted(browser("county_office"), f"{HELD}|99-unit|99-office")
    assert units_in(acting, HELD) == [
        ("99-unit", "2019-01-01", "2020-04-30"),
        ("99-office", "2020-05-01", "None"),
    ]


def test_a_day_before_the_unit_began_is_refused(browser: SignIn, acting: Acting) -> None:
    response = accepted(browser("county_office"), f"{HELD}|99-unit|99-office", on="2018-05-01")
    assert "结束日期早于开始日期" in response.content.decode()
    assert units_in(acting, HELD) == [("99-unit", "2019-01-01", "None")]


def test_another_county_does_not_see_it(browser: SignIn) -> None:
    clerk = browser("county_office")
    page = accepted(clerk, steps_of(clerk)[0]["key"]).redirect_chain[-1][0]
    assert browser("other_office").get(page).status_code == 404
    assert browser("other_office").post(f"{page}undo/", {"reason": "试试"}).status_code == 404
