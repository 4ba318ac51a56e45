"""Who comes when a county hands in at once: turned away with a time of one's own, let in again, and readers untouched."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from tests.site.api.programs import program_of
from tests.site.conftest import client_for

from bangfu.site.web.gate import LONGEST, Gate
from bangfu.site.web.middleware import intake

JSON = "application/json"
VISIT = {"kind": "household_visit", "on": "2020-04-11", "household": "99-own-household"}


def send(role: str, entry: Any) -> Any:
    headers = {"Accept": JSON}
    return client_for(role).post("/record/entries/", json.dumps(entry), content_type=JSON, headers=headers)


def test_beyond_the_most_each_is_told_a_later_moment_and_leaving_makes_room() -> None:
    gate = Gate(2)
    assert [gate.enter(), gate.enter()] == [0, 0]
    waits = [gate.enter() for _ in range(100)]
    assert waits == sorted(waits)
    assert waits[0] >= 1 and waits[-1] > waits[0]
    assert gate.pressed
    gate.leave(0.1)
    assert gate.enter() == 0


def test_nobody_is_sent_away_for_longer_than_the_longest() -> None:
    gate = Gate(1)
    gate.enter()
    assert max(gate.enter() for _ in range(10_000)) == LONGEST


def test_a_full_gate_answers_503_with_the_time_and_records_nothing(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Gate(0)
    monkeypatch.setattr(intake, "INTAKE", full)
    answer = send("responsible_helper", {"id": "gate-0001", **VISIT})
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) >= 1
    assert answer.json()["problems"][0]["code"] == "busy_now"
    assert client_for("responsible_helper").get("/ledger/").status_code == 200
    assert client_for("responsible_helper").get("/ledger/gate-0001/").status_code == 404


@pytest.mark.parametrize("door", ["entries", "case"])
def test_programs_come_by_the_same_gate(site: str, monkeypatch: pytest.MonkeyPatch, door: str) -> None:
    program = program_of("county_office")
    monkeypatch.setattr(intake, "INTAKE", Gate(0))
    answer = program.post(f"/api/v1/{door}", b"", "application/zip")
    assert (answer.status_code, json.loads(answer.content)["problems"][0]["code"]) == (503, "busy_now")
    assert int(answer["Retry-After"]) >= 1
    assert "503" in program.json("openapi.json")["paths"][f"/api/v1/{door}"]["post"]["responses"]
    assert program.get("/api/v1/case.zip").status_code == 200


def test_who_was_let_in_makes_room_whatever_came_of_it(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "INTAKE", Gate(1))
    answers = [program_of("county_office").post("/api/v1/case", b"", "application/zip") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]


class TestALostDatabase:
    """Told as what it is: nothing is refused by it."""

    def test_while_it_is_asked(self, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def lost(*_: object) -> None:
            raise OperationalError("terminating connection")

        monkeypatch.setattr("bangfu.site.ledger.views.phone._taken", lost)
        answer = send("responsible_helper", {"id": "gate-0002", **VISIT})
        assert answer.status_code == 503
        assert int(answer["Retry-After"]) > 0
        assert answer.json()["problems"][0]["code"] == "database_away"

    def test_while_the_session_is_saved(self, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def lost(self: SessionStore, must_create: bool = False) -> None:
            try:
                raise OperationalError("terminating connection")
            except OperationalError as error:
                raise UpdateError from error

        monkeypatch.setattr(SessionStore, "save", lost)
        answer = send("responsible_helper", {"id": "gate-0003", **VISIT})
        assert (answer.status_code, answer.json()["problems"][0]["code"]) == (503, "database_away")

    def test_a_session_that_ended_meanwhile_is_told_so_when_it_comes_again(
        self, site: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(self: SessionStore, must_create: bool = False) -> None:
            raise UpdateError

        monkeypatch.setattr(SessionStore, "save", gone)
        answer = send("responsible_helper", {"id": "gate-0004", **VISIT})
        assert answer.status_code == 503
        page = client_for("responsible_helper").get("/ledger/")
        assert (page.status_code, page["Location"].partition("?")[0]) == (302, "/sign-in/")
