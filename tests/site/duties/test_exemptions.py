"""An exemption: asked for by one, decided by another, ended by a third; the verdict follows each step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bangfu.site.demo.county import STANDS_ON
from bangfu.site.duties.judge.judge import Judge

SignIn = Callable[..., Client]
Rows = Callable[..., list[tuple[Any, ...]]]
WHOLE = {"start": "2020-01-01", "end": "2020-12-31", "reason": "全年抽调到县防汛办，有县委文件。"}


@pytest.fixture
def number(rows: Rows) -> int:
    """A verdict of a unit, missed in the third quarter."""
    query = """select min(number) from duties_verdict where status = 'unmet' and organisation_id is not null
        and person_id is null and period_start = '2020-07-01' and period_end = '2020-09-30'"""
    ((found,),) = rows(query)
    return found


def asked(browser: Client, number: int, **words: str) -> str:
    """The address of an exemption that was asked for."""
    answer = browser.post(f"/duties/{STANDS_ON}/{number}/exemption/", WHOLE | words)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def status(rows: Rows, number: int) -> str:
    ((found,),) = rows(
        "select v.status from duties_verdict v join duties_snapshot s on s.id = v.snapshot_id where s.live and number = %s",
        number,
    )
    return found


@pytest.mark.parametrize("role", ["inspector", "county_leader", "provincial_analyst"])
def test_who_may_not_ask_is_refused(signed_in: SignIn, number: int, role: str) -> None:
    answer = signed_in(role).post(f"/duties/{STANDS_ON}/{number}/exemption/", WHOLE)
    assert answer.status_code in {403, 404}


@pytest.mark.parametrize(
    "words",
    [{"end": "2019-12-31"}, {"end": "2030-01-01"}, {"reason": "忙"}, {"start": "someday"}],
)
def test_what_makes_no_sense_is_told_at_the_form(
    signed_in: SignIn, rows: Rows, number: int, words: dict[str, str]
) -> None:
    answer = signed_in("county_office").post(f"/duties/{STANDS_ON}/{number}/exemption/", WHOLE | words)
    assert answer.status_code == 200
    assert rows("select count(*) from duties_exemption") == [(0,)]


def test_the_asker_cannot_approve_it(signed_in: SignIn, rows: Rows, number: int) -> None:
    office = signed_in("county_office")
    page = asked(office, number)
    answer = office.post(f"{page}decide/", {"approved": "1", "decision": "同意"})
    assert "自己" in answer.content.decode()
    assert rows("select state from duties_exemption") == [("asked",)]


def test_the_same_is_not_asked_twice(signed_in: SignIn, rows: Rows, number: int) -> None:
    asked(signed_in("county_office"), number)
    answer = signed_in("second_office").post(f"/duties/{STANDS_ON}/{number}/exemption/", WHOLE)
    assert answer.status_code == 200
    assert rows("select count(*) from duties_exemption") == [(1,)]


def test_what_is_asked_already_is_offered_no_more_until_it_is_refused(signed_in: SignIn, number: int) -> None:
    office, second = signed_in("county_office"), signed_in("second_office")
    why, ask = f"/duties/{STANDS_ON}/{number}/", f"/duties/{STANDS_ON}/{number}/exemption/"
    assert ask in office.get(why).content.decode()
    page = asked(office, number)
    assert ask not in office.get(why).content.decode()
    second.post(f"{page}decide/", {"approved": "0", "decision": "材料不够"})
    assert ask in office.get(why).content.decode()


def test_another_county_knows_nothing_of_it(signed_in: SignIn, number: int) -> None:
    page = asked(signed_in("county_office"), number)
    other = signed_in("other_office")
    assert other.get(page).status_code == 404
    assert other.post(f"{page}decide/", {"approved": "1", "decision": "同意"}).status_code == 404
    assert other.get("/exemptions/").context["waiting"].count() == 0


def test_who_may_not_decide_sees_no_form(signed_in: SignIn, number: int) -> None:
    page = asked(signed_in("county_office"), number)
    inspector = signed_in("inspector")
    assert inspector.get(page).context["decide"] is None
    assert inspector.post(f"{page}decide/", {"approved": "1", "decision": "同意"}).status_code in {403, 404}


def test_a_decision_is_made_once(signed_in: SignIn, rows: Rows, number: int) -> None:
    page = asked(signed_in("county_office"), number)
    second = signed_in("second_office")
    second.post(f"{page}decide/", {"approved": "0", "decision": "材料不够"})
    second.post(f"{page}decide/", {"approved": "1", "decision": "又同意"})
    assert rows("select state, decision from duties_exemption") == [("refused", "材料不够")]


def test_an_approved_one_changes_the_verdict_and_its_end_changes_it_back(
    signed_in: SignIn, rows: Rows, number: int, judge: Judge
) -> None:
    page = asked(signed_in("county_office"), number)
    judge.open()
    assert status(rows, number) == "unmet"
    second = signed_in("second_office")
    assert number_of_waiting(second) == 1
    assert second.post(f"{page}decide/", {"approved": "1", "decision": "同意"}).status_code == 302
    judge.open()
    assert status(rows, number) == "exempt"
    assert WHOLE["reason"] in second.get(f"/duties/{STANDS_ON}/{number}/").content.decode()
    assert "防汛" in second.get("/exemptions/").content.decode()
    second.post(f"{page}end/", {"end": "2020-07-05", "decision": "抽调提前结束"})
    assert rows('select state, "end"::text from duties_exemption') == [("ended", "2020-07-05")]
    judge.open()
    assert status(rows, number) == "unmet"


def number_of_waiting(browser: Client) -> int:
    return browser.get("/exemptions/").context["waiting"].count()


def test_every_step_is_in_the_history_with_its_reason(signed_in: SignIn, rows: Rows, number: int) -> None:
    page = asked(signed_in("county_office"), number)
    signed_in("second_office").post(f"{page}decide/", {"approved": "1", "decision": "情况属实"})
    told = rows(
        """select e.state, coalesce(e.pgh_context, c.metadata) ->> 'reason' from duties_exemptionevent e
        left join pghistory_context c on c.id = e.pgh_context_id order by e.pgh_id"""
    )
    assert told == [("asked", WHOLE["reason"]), ("approved", "情况属实")]
