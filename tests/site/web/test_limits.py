"""What is too much, too large or too often is refused in the words of the catalogue, before it costs anything."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.site.conftest import client_for

from bangfu.site.web.limits import LIMITS, Limit, tap

pytestmark = pytest.mark.usefixtures("site")
VISIT = {"kind": "household_visit", "on": "2020-04-11", "household": "99-own-household"}


def test_a_body_that_is_too_large_is_refused_before_it_is_read() -> None:
    for client in (Client(), client_for("township_clerk")):
        answer = client.post(
            "/roster/upload/", headers={"Content-Length": str(25 << 20)}, CONTENT_LENGTH=25 << 20
        )
        assert answer.status_code == 413
        assert "24 MB" in answer.content.decode()


def test_too_many_exports_of_one_account_wait_and_another_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "export", Limit(1, 3600))
    inspector = client_for("inspector")
    assert inspector.get("/ledger/export/csv/").status_code == 200
    refused = inspector.get("/ledger/export/csv/")
    assert refused.status_code == 429
    assert "太频繁" in refused.content.decode()
    assert client_for("county_office").get("/ledger/export/csv/").status_code == 200


def test_a_phone_that_sends_too_much_keeps_its_entries_and_is_told_when_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(LIMITS, "record", Limit(1, 60))
    phone = client_for("responsible_helper")

    def send(id_: str) -> int:
        body = json.dumps(VISIT | {"id": id_})
        answer = phone.post(
            "/record/entries/", body, "application/json", headers={"Accept": "application/json"}
        )
        assert answer.status_code < 400 or 0 < int(answer.headers["Retry-After"]) <= 60
        return answer.status_code

    assert [send("99-00000001"), send("99-00000002")] == [201, 429]


def test_a_limit_counts_up_to_its_number_and_begins_again_after_its_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(LIMITS, "export", Limit(2, 0))
    assert [tap("export", "99-past") for _ in range(4)] == [0, 0, 0, 0]
    monkeypatch.setitem(LIMITS, "export", Limit(2, 60))
    waits = [tap("export", "99-now") for _ in range(4)]
    assert waits[:2] == [0, 0]
    assert all(0 < wait <= 60 for wait in waits[2:])
    assert tap("export", "99-now", 0) > 0
    assert tap("export", "99-other", 0) == 0
