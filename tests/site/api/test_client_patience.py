"""The client on a line that breaks and a site that is being started again: asked again, and never for ever."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

import bangfu.client
from bangfu.client import Client, RefusedError

TAKEN = {"entries": [{"id": "entry-0001", "status": "known", "seq": 1, "problems": []}]}
Answer = tuple[int, dict[str, str], dict[str, Any]] | None


@contextmanager
def answering(answers: list[Answer]) -> Iterator[tuple[str, list[str]]]:
    """A server that gives these in turn; None takes the call and hangs up."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            answer = answers.pop(0)
            if answer is None:
                return
            self.send_response(answer[0])
            for name, value in answer[1].items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(answer[2]).encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long it would have slept."""
    slept: list[float] = []
    monkeypatch.setattr(bangfu.client.time, "sleep", slept.append)
    return slept


def test_a_fault_of_the_site_is_told_at_once(waits: list[float]) -> None:
    with answering([(500, {}, {"problems": []})]) as (url, heard), pytest.raises(RefusedError) as refused:
        list(Client(url, "token").record_many([{"id": "entry-0001"}]))
    assert (refused.value.status, len(heard), waits) == (500, 1, [])


def test_a_site_that_stays_away_is_told_when_patience_ends(waits: list[float]) -> None:
    with pytest.raises(OSError):
        Client("http://127.0.0.1:1", "token", patience=0).me()
    assert waits == []


def test_the_same_entries_go_again_until_they_are_answered(waits: list[float]) -> None:
    answers: list[Answer] = [
        None,
        (503, {"Retry-After": "3"}, {"problems": []}),
        (502, {}, {}),
        (200, {}, TAKEN),
    ]
    with answering(answers) as (url, heard):
        [outcome] = Client(url, "token").record_many([{"id": "entry-0001"}])
    assert outcome["status"] == "known"
    assert len(heard) == 4
    assert len(set(heard)) == 1
    assert waits[1] == 3
    assert 0 < waits[0] < waits[2] * 3
