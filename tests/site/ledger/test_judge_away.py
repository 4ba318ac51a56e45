"""Recording waits for nobody: the entry stands, whatever has become of the judge."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator

import pytest
from django.test import Client, override_settings
from tests.site.acting import Acting

from bangfu.site.duties.judge.client import JudgeAway, ask
from bangfu.site.ledger.models import Entry

Browser = Callable[[str], Client]
VISIT = {"kind": "household_visit", "on": "2020-04-10", "household": "99-h1"}


@pytest.fixture(params=["gone", "hanging"])
def judge(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nobody listens, or somebody who takes calls and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "hanging":
            listener.listen()
        with override_settings(BANGFU_JUDGE=f"127.0.0.1:{listener.getsockname()[1]}"):
            yield


def test_whoever_asks_is_told_soon(judge: None, database: str) -> None:
    begin = time.monotonic()
    with pytest.raises(JudgeAway):
        ask("counted", patience=1.0, entries=["visit-0001"])
    assert time.monotonic() - begin < 30  # and not for ever


def test_an_entry_is_recorded_and_counted_later(judge: None, browser: Browser, acting: Acting) -> None:
    begin = time.monotonic()
    answer = browser("responsible_helper").post(
        "/record/entries/", {**VISIT, "id": "visit-0001"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["counts"]) == (201, None)
    assert time.monotonic() - begin < 60
    with acting("responsible_helper"):
        assert Entry.objects.get().pk == "visit-0001"


def test_the_form_and_the_pages_work_without_it(judge: None, browser: Browser) -> None:
    client = browser("responsible_helper")
    form = {**VISIT, "id": "visit-0002", "households": ["99-h1"]}
    page = client.post("/record/form/", form, follow=True)
    assert "正在计算" in page.content.decode()
