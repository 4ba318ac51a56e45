"""Months are confirmed many at once: not what is wrong, not what differs from paper, and never for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError
from django.test import Client
from tests.site.acting import Acting
from tests.site.attendance.conftest import ONE, TOWN, TWO, Day

from bangfu.site.attendance.models import Confirmation
from bangfu.site.clock import now

Browser = Callable[[str], Client]
CONFIRM = f"/attendance/place/{TOWN}/confirm/"
SHEET = f"/attendance/place/{TOWN}/?month=2020-04"


def confirm(client: Client, claim: str = "", person: str = "99-cadre") -> Client:
    return client.post(CONFIRM, {"month": "2020-04", "person": person, f"claim-{person}": claim})


def state(client: Client) -> tuple[bool, bool]:
    [line] = client.get(SHEET).context["lines"]
    return line.is_confirmed, line.is_changed


@pytest.mark.parametrize("role", ["resident_cadre", "township_leader", "inspector", "unit_leader"])
def test_others_confirm_nothing(browser: Browser, day: Day, role: str) -> None:
    day(date(2020, 4, 7))
    assert confirm(browser(role)).status_code == 403
    assert state(browser("township_clerk")) == (False, False)


def test_nobody_is_confirmed_in_another_county(browser: Browser, day: Day) -> None:
    day(date(2020, 4, 7))
    assert confirm(browser("other_office")).status_code == 404


@pytest.mark.parametrize(
    ("claim", "told"), [("31", "2020-04 只有 30 天，纸上写了 31 天"), ("2", "纸上 2 天，台账里 1 天")]
)
def test_a_sum_on_paper_that_does_not_fit_is_explained(
    browser: Browser, day: Day, claim: str, told: str
) -> None:
    day(date(2020, 4, 7))
    clerk = browser("township_clerk")
    answer = confirm(clerk, claim)
    assert told in answer.content.decode()
    assert state(clerk) == (False, False)


def test_a_month_with_a_fault_is_not_confirmed(browser: Browser, day: Day) -> None:
    for place in (ONE, TWO):
        day(date(2020, 4, 7), place=place)
    clerk = browser("township_clerk")
    assert "同一天在两个地方" in confirm(clerk).content.decode()
    assert state(clerk) == (False, False)


def test_a_confirmed_month_is_out_of_date_with_the_next_entry(browser: Browser, day: Day) -> None:
    entry = day(date(2020, 4, 7))
    clerk = browser("township_clerk")
    assert confirm(clerk, "1").status_code == 302
    assert state(clerk) == (True, False)
    day(date(2020, 4, 8))
    assert state(clerk) == (False, True)
    assert confirm(clerk, "2").status_code == 302
    assert state(clerk) == (True, False)
    clerk.post(f"/ledger/{entry.pk}/withdraw/", {"reason": "记错了"})
    assert state(clerk) == (False, True)


def test_the_database_takes_it_from_the_office_of_the_area_only_and_keeps_it(acting: Acting) -> None:
    row = {"person_id": "99-cadre", "place_id": ONE, "month": date(2020, 4, 1), "confirmed_at": now()}
    for role, by in (
        ("township_leader", "99-township_leader"),
        ("township_clerk", "99-county_office"),
        ("other_office", "99-other_office"),
    ):
        with pytest.raises(DatabaseError), acting(role):
            Confirmation.objects.create(**row, confirmed_by=by)
    with acting("township_clerk"):
        Confirmation.objects.create(**row, confirmed_by="99-township_clerk")
    with pytest.raises(DatabaseError), acting("township_clerk"):
        Confirmation.objects.update(upto=99)
    with acting("other_office"):
        assert not Confirmation.objects.exists()
