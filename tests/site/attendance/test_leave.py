"""Leave: who decides, who does not, and what the return writes into the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError
from django.test import Client
from tests.site.acting import Acting
from tests.site.attendance.conftest import ONE

from bangfu.site.attendance.models import Leave
from bangfu.site.clock import now
from bangfu.site.ledger.models import Entry

Browser = Callable[[str], Client]


def asked(client: Client, start: str, end: str, reason: str = "家中有事") -> str:
    """The address of the new leave."""
    with_post = client.get("/leave/new/").context["form"].posts
    answer = client.post(
        "/leave/new/", {"post": next(iter(with_post)), "start": start, "end": end, "reason": reason}
    )
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def refused(client: Client, start: str, end: str) -> str:
    with_post = client.get("/leave/new/").context["form"].posts
    answer = client.post(
        "/leave/new/", {"post": next(iter(with_post)), "start": start, "end": end, "reason": "家中有事"}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client: Client, address: str, approved: str = "1") -> int:
    return client.post(f"{address}decide/", {"approved": approved, "decision": "同意"}).status_code


def state(acting: Acting) -> str:
    with acting("county_office"):
        return Leave.objects.latest("asked_at").state


def test_more_days_than_anybody_may_grant_are_refused(browser: Browser) -> None:
    assert "没有谁能批准这么长的假：30 天" in refused(browser("resident_cadre"), "2020-04-16", "2020-05-15")


def test_the_end_is_not_before_the_beginning(browser: Browser) -> None:
    assert "不能早于" in refused(browser("resident_cadre"), "2020-04-16", "2020-04-15")


def test_the_same_days_are_not_asked_for_twice(browser: Browser) -> None:
    cadre = browser("resident_cadre")
    asked(cadre, "2020-04-16", "2020-04-17")
    assert "已经有一次请假" in refused(cadre, "2020-04-17", "2020-04-18")


def test_whoever_asks_does_not_decide(browser: Browser, acting: Acting) -> None:
    office = browser("county_office")
    address = asked(office, "2020-04-16", "2020-04-25")
    assert "decide" not in office.get(address).context
    told = office.post(f"{address}decide/", {"approved": "1", "decision": "同意"})
    assert told.context["decide"].errors
    assert state(acting) == "asked"


@pytest.mark.parametrize(("end", "right", "wrong"), [
    ("2020-04-18", "township_leader", "county_office"), ("2020-04-19", "county_office", "township_leader"),
])  # fmt: skip
def test_the_length_says_who_decides(
    browser: Browser, acting: Acting, end: str, right: str, wrong: str
) -> None:
    address = asked(browser("resident_cadre"), "2020-04-16", end)
    for role in (wrong, "organization_department"):
        browser(role).post(f"{address}decide/", {"approved": "1", "decision": "同意"})
        assert state(acting) == "asked"
    assert browser("inspector").post(f"{address}decide/").status_code == 403
    assert address.split("/")[2] in browser(right).get("/leave/").content.decode()
    assert decide(browser(right), address) == 302
    assert state(acting) == "approved"


def test_what_is_refused_stays_refused(browser: Browser, acting: Acting) -> None:
    address = asked(browser("resident_cadre"), "2020-04-14", "2020-04-14")
    leader = browser("township_leader")
    assert decide(leader, address, "0") == 302
    assert decide(leader, address, "1") == 200
    assert state(acting) == "refused"
    assert browser("resident_cadre").post(f"{address}return/", {"on": "2020-04-15"}).status_code == 200
    assert state(acting) == "refused"


def test_another_county_sees_none_of_it(browser: Browser) -> None:
    address = asked(browser("resident_cadre"), "2020-04-14", "2020-04-14")
    assert browser("other_office").get(address).status_code == 404
    assert browser("responsible_helper").get(address).status_code == 404


def test_the_return_writes_the_days_that_were_taken(browser: Browser, acting: Acting) -> None:
    cadre = browser("resident_cadre")
    address = asked(cadre, "2020-04-10", "2020-04-20")
    decide(browser("county_office"), address)
    assert cadre.post(f"{address}return/", {"on": "2020-04-16"}).status_code == 200  # tomorrow
    assert cadre.post(f"{address}return/", {"on": "2020-04-09"}).status_code == 200
    assert cadre.post(f"{address}return/", {"on": "2020-04-14"}).status_code == 302
    with acting("resident_cadre"):
        leave = Leave.objects.get()
        entry = Entry.objects.get(pk=leave.entry)
    assert (leave.state, entry.kind, entry.on, entry.until) == (
        "returned",
        "leave_day",
        date(2020, 4, 10),
        date(2020, 4, 13),
    )
    assert cadre.post(f"{address}return/", {"on": "2020-04-14"}).status_code == 200
    assert (
        cadre.get("/attendance/person/99-cadre/?month=2020-04").context["line"].attendance.totals["leave_day"]
        == 4
    )


def test_who_was_not_away_at_all_has_no_day_of_leave(browser: Browser, acting: Acting) -> None:
    cadre = browser("resident_cadre")
    address = asked(cadre, "2020-04-14", "2020-04-14")
    decide(browser("township_leader"), address)
    assert cadre.post(f"{address}return/", {"on": "2020-04-14"}).status_code == 302
    with acting("resident_cadre"):
        assert not Entry.objects.filter(kind="leave_day").exists()


def test_only_what_is_not_decided_is_taken_back(browser: Browser, acting: Acting) -> None:
    cadre = browser("resident_cadre")
    address = asked(cadre, "2020-04-16", "2020-04-16")
    assert browser("responsible_helper").post(f"{address}withdraw/").status_code == 404
    assert cadre.post(f"{address}withdraw/").status_code == 302
    assert state(acting) == "withdrawn"
    other = asked(cadre, "2020-04-16", "2020-04-16")
    decide(browser("township_leader"), other)
    assert cadre.post(f"{other}withdraw/").status_code == 200
    assert state(acting) == "approved"


def test_the_database_lets_nobody_decide_on_the_own_leave_or_beyond_the_own_tier(acting: Acting) -> None:
    row = {
        "person_id": "99-cadre",
        "place_id": ONE,
        "start": date(2020, 4, 16),
        "end": date(2020, 4, 17),
        "asked_at": now(),
    }
    for role, more in (
        (
            "resident_cadre",
            {"decider": "county_office", "asked_by": "99-resident_cadre"},
        ),  # not what two days ask for
        ("resident_cadre", {"decider": "township_leader", "asked_by": "99-county_office"}),
        (
            "resident_cadre",
            {"decider": "township_leader", "asked_by": "99-resident_cadre", "state": "approved"},
        ),
        ("responsible_helper", {"decider": "township_leader", "asked_by": "99-responsible_helper"}),
        ("other_office", {"decider": "township_leader", "asked_by": "99-other_office"}),
    ):
        with pytest.raises(DatabaseError), acting(role):
            Leave.objects.create(**row, **more)
    with acting("resident_cadre"):
        Leave.objects.create(**row, decider="township_leader", asked_by="99-resident_cadre")
    for role in ("resident_cadre", "county_office", "township_clerk"):
        with pytest.raises(DatabaseError), acting(role):
            if not Leave.objects.update(state="approved", decided_by=f"99-{role}"):
                raise DatabaseError("nothing was changed")
    assert state(acting) == "asked"
    with pytest.raises(DatabaseError), acting("township_clerk"):
        Leave.objects.update(state="returned", returned_on=date(2020, 4, 15))


def test_the_office_sets_who_decides(browser: Browser) -> None:
    assert browser("township_leader").get("/attendance/tiers/").status_code == 403
    office = browser("county_office")
    form = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-days": "5",
        "form-0-role": "",
        "form-1-days": "",
        "form-1-role": "",
    }
    assert "要一起填" in office.post("/attendance/tiers/", form).content.decode()
    assert (
        office.post("/attendance/tiers/", {**form, "form-0-role": "organization_department"}).status_code
        == 302
    )
    address = asked(browser("resident_cadre"), "2020-04-16", "2020-04-18")
    assert decide(browser("organization_department"), address) == 302
