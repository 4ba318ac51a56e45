"""Nobody inspects where something keeps them away, by hand or by proposal, and the page says what it is."""

from __future__ import annotations

from typing import Any

import pytest
from tests.site.acting import Acting
from tests.site.supervision.conftest import FAR, ONE, TOWN, Browser, team

from bangfu.site.supervision.models import Assignment, Member, Tie

TWO = 990001100202


def given(office: Any, pk: str, **target: object) -> str:
    """What the page says when a team is given something; nothing where it is given."""
    answer = office.post(f"/teams/{pk}/assign/", target)
    return "" if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize(
    ("person", "target", "told"),
    [
        ("99-cadre", {"place": TOWN}, "王水生在本乡镇任职"),
        ("99-cadre", {"place": TWO}, "王水生在本乡镇任职"),  # another village of the township
        ("99-clerk", {"place": ONE}, "赵文在本乡镇任职"),  # works in the township's own office
        ("99-helper", {"place": TWO}, "李平在那里结对帮扶"),
        ("99-helper", {"place": ONE}, "李平的单位帮扶那里"),
        ("99-helper", {"organisation": "99-unit"}, "李平是本单位的人"),
        ("99-wu", {"place": FAR}, "有内容需要改"),
        ("99-wu", {"place": ONE, "organisation": "99-unit"}, "选一个"),
    ],
)
def test_by_hand_a_conflict_is_refused_with_its_reason(
    browser: Browser, planned: str, person: str, target: dict[str, object], told: str
) -> None:
    office = browser("inspection_office")
    assert told in given(office, team(office, planned, "一组", person), **target)


def test_a_tie_keeps_away_until_it_is_ended(browser: Browser, planned: str, acting: Acting) -> None:
    office = browser("inspection_office")
    one = team(office, planned, "一组", "99-wu")
    tie = {"person": "99-wu", "place": ONE, "reason": "岳父家在村里"}
    assert office.post("/campaigns/ties/", tie).status_code == 302
    assert "吴正申报过关系（岳父家在村里）" in given(office, one, place=TOWN)
    with acting("inspection_office"):
        [pk] = Tie.objects.values_list("pk", flat=True)
    office.post(f"/campaigns/ties/{pk}/end/")
    assert not given(office, one, place=TOWN)


def test_a_member_who_may_not_go_where_the_team_goes_is_refused(
    browser: Browser, planned: str, acting: Acting
) -> None:
    office = browser("inspection_office")
    one = team(office, planned, "一组", "99-wu")
    assert not given(office, one, place=ONE)
    answer = office.post(f"/teams/{one}/members/add/", {"person": "99-cadre"}).content.decode()
    assert "王水生在本乡镇任职" in answer
    two = team(office, planned, "二组", "99-li")
    assert "已在 一组" in office.post(f"/teams/{two}/members/add/", {"person": "99-wu"}).content.decode()
    assert "分给 一组" in given(office, two, place=ONE)
    with acting("inspection_office"):
        assert Member.objects.filter(leads=True).count() == 2


def test_a_proposal_sends_who_may_names_who_may_not_and_says_where_nobody_may(
    browser: Browser, planned: str, acting: Acting
) -> None:
    office = browser("inspection_office")
    page = f"/campaigns/{planned}/proposal/"
    team(office, planned, "一组", "99-cadre")
    alone = office.get(page).context
    assert [str(row.target) for row in alone["nobody"]] == ["清水镇"]
    assert "王水生在本乡镇任职" in office.get(page).content.decode()
    two = team(office, planned, "二组", "99-wu")
    [row] = office.get(page).context["rows"]
    assert (row.team.pk, row.size) == (two, 3)
    assert "一组 不去：王水生在本乡镇任职；王水生的单位帮扶那里" in row.reason
    assert office.post(page, {"target": f"{TOWN}|{two}"}).status_code == 302
    with acting("inspection_office"):
        assert Assignment.objects.get().reason == row.reason


@pytest.mark.parametrize("role", ["inspector", "county_office", "township_clerk"])
def test_others_send_nobody(browser: Browser, planned: str, role: str) -> None:
    one = team(browser("inspection_office"), planned, "一组")
    assert browser(role).post(f"/teams/{one}/assign/", {"place": ONE}).status_code == 403
    assert browser(role).get(f"/teams/{one}/").status_code == 404


def test_a_member_sees_the_hidden_inspection_and_changes_nothing(
    browser: Browser, planned: str, acting: Acting
) -> None:
    one = team(browser("inspection_office"), planned, "一组", "99-li")
    assert browser("inspector").get(f"/teams/{one}/").status_code == 200
    with acting("inspector"):
        assert Member.objects.update(leads=False) == 0
