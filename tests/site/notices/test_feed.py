"""The calendar that a phone subscribes to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from tests.site.duties.conftest import SignIn

Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def _day(stand: Callable[..., None]) -> None:
    stand("2020-12-28")


def renewed(client: Client) -> str:
    page = client.post("/me/notices/calendar/").content.decode()
    found = re.search(r'value="https?://[^/]+(/calendar/[^"]+\.ics)"', page)
    assert found
    return found.group(1)


def anybody() -> Client:
    return Client(raise_request_exception=True)


def test_a_token_that_is_nobodys_opens_nothing_and_guessing_ends(database: str) -> None:
    client = anybody()
    assert client.get("/calendar/nobody.ics").status_code == 404
    assert client.post("/calendar/nobody.ics").status_code == 405
    answers = [client.get(f"/calendar/guess{n}.ics").status_code for n in range(70)]
    assert answers[-1] == 429


def test_it_holds_what_is_open_one_event_a_duty_and_nothing_of_households(
    database: str, signed_in: SignIn, rows: Rows
) -> None:
    address = renewed(signed_in("unit_contact"))
    answer = anybody().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    assert str(calendar["x-wr-timezone"]) == "Asia/Shanghai"
    events = list(calendar.walk("vevent"))
    open_ = rows(
        """select distinct regulation, duty, period_start, period_end from duties_verdict
        where status = 'open' and person_id is null and organisation_id = 'org-county-078'"""
    )
    assert len(events) == len(open_) > 0
    assert {str(e.decoded("dtstart")) for e in events} == {str(end) for *_, end in open_}
    assert len({str(e["uid"]) for e in events}) == len(events)
    named = rows("select name from roster_person where name <> '' union select id from roster_household")
    words = answer.content.decode().replace("\r\n ", "")
    assert not [name for (name,) in named if name in words]
    again = Calendar.from_ical(anybody().get(address).content)
    assert {str(e["uid"]) for e in again.walk("vevent")} == {str(e["uid"]) for e in events}


def test_a_new_address_ends_the_old_one_and_it_can_be_taken_back(
    database: str, signed_in: SignIn, rows: Rows
) -> None:
    client = signed_in("resident_cadre")
    first = renewed(client)
    second = renewed(client)
    assert anybody().get(first).status_code == 404
    assert anybody().get(second).status_code == 200
    [(kept,)] = rows("select token from notices_feed")
    assert kept not in second
    assert second.split("/")[2].removesuffix(".ics") not in client.get("/me/notices/").content.decode()
    client.post("/me/notices/calendar/", {"end": "1"})
    assert anybody().get(second).status_code == 404


def test_of_an_account_that_was_closed_nothing_is_told(database: str, signed_in: SignIn, owner: Any) -> None:
    address = renewed(signed_in("resident_cadre"))
    owner("update web_account set is_active = false where id = '99-resident_cadre'")
    assert anybody().get(address).status_code == 404
