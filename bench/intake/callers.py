"""Those who hand in: each on one line to the site, as fast as it answers, until the time is over."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count, islice
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlsplit

from bench.intake.county import PASSWORD, Recorder
from bench.site.visitor import Visitor

ENTRIES = 5000  # of one call in bulk
BUSY = 503  # come again
# Hands something in, and says how many entries were recorded; none when it has no more.
Send = Callable[[], int]
Call = tuple[int, bytes]  # how many entries, and the body


@dataclass
class Taken:
    """What several lines handed in together."""

    entries: int = 0
    wall: float = 0
    seconds: list[float] = field(default_factory=list[float])  # of each call

    @property
    def rate(self) -> float:
        """Entries a second."""
        return self.entries / self.wall

    @property
    def middle(self) -> float:
        """Seconds of a call, the median."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """Seconds that 95 of 100 calls need at most."""
        return quantiles(self.seconds, n=20, method="inclusive")[-1]


def together(senders: list[Send], seconds: float) -> Taken:
    """All of them at the same time, for so long; the first call of each is not counted."""
    for send in senders:
        send()
    taken, since = Taken(), perf_counter()
    with ThreadPoolExecutor(len(senders)) as lines:
        for entries, took in lines.map(lambda send: _until(send, since + seconds), senders):
            taken.entries += entries
            taken.seconds += took
    taken.wall = perf_counter() - since
    return taken


def _until(send: Send, end: float) -> tuple[int, list[float]]:
    entries, seconds = 0, list[float]()
    while (since := perf_counter()) < end and (sent := send()):
        entries += sent
        seconds.append(perf_counter() - since)
    return entries, seconds


def visits(recorder: Recorder, mark: str) -> Iterator[dict[str, Any]]:
    """Household visits without end, of days that lie behind."""
    made_up = random.Random(f"{recorder.name} {mark}")
    for n in count():
        person, household = made_up.choice(recorder.pairs)
        yield {
            "id": f"{mark}-{recorder.name}-{n:07}",
            "kind": "household_visit",
            "on": f"2020-{made_up.randint(1, 10):02}-{made_up.randint(1, 28):02}",
            "person": person,
            "household": household,
            "note": "查看饮水和住房，核对务工收入",
        }


def phone(url: str, recorder: Recorder) -> Send:
    """A phone: one entry a call, answered with what it counts for."""
    line, entries = Visitor(url), visits(recorder, "phone")
    line.sign_in(recorder.name, PASSWORD)

    def send() -> int:
        entry = next(entries)
        while (answer := _entered(line, entry))[0] == BUSY:
            sleep(1)
        assert answer[0] == 201, answer[1]
        return 1

    return send


def _entered(line: Visitor, entry: dict[str, Any]) -> tuple[int, Any]:
    """The answer to a phone; a site that is busy may hang up before it has read everything."""
    try:
        return line.post("/record/entries/", entry, as_json=True)
    except (BrokenPipeError, ConnectionResetError):
        line.hang_up()
        return BUSY, ""


def program(url: str, recorder: Recorder, mark: str) -> Send:
    """A program: one entry a call, their ids beginning with a mark."""
    return _calling(url, recorder, (_call([entry]) for entry in visits(recorder, mark)))


def heaps(url: str, recorder: Recorder, mark: str, calls: int) -> Send:
    """A program with so many calls of thousands, all written before the first: their writing is not what is measured."""
    entries = visits(recorder, mark)
    written = [_call(list(islice(entries, ENTRIES))) for _ in range(calls)]
    return _calling(url, recorder, iter(written))


def _call(entries: list[dict[str, Any]]) -> Call:
    return len(entries), json.dumps(entries, ensure_ascii=False).encode()


def _calling(url: str, recorder: Recorder, calls: Iterator[Call]) -> Send:
    line = HTTPConnection(urlsplit(url).netloc, timeout=120)
    headers = {"Authorization": f"Bearer {recorder.token}", "Content-Type": "application/json"}

    def send() -> int:
        count, body = next(calls, (0, b""))
        while count and (answer := _answer(line, body, headers)) is None:
            line.close()  # the next may come to the other worker
            sleep(1)
        assert not count or answer["recorded"] == count, {k: v for k, v in answer.items() if k != "entries"}
        return count

    return send


def _answer(line: HTTPConnection, body: bytes, headers: dict[str, str]) -> dict[str, Any] | None:
    """The answer; None where the site is busy, which it may say before it has read everything."""
    try:
        line.request("POST", "/api/v1/entries", body, headers)
        told = line.getresponse()
        content = told.read()
    except (BrokenPipeError, ConnectionResetError):
        return None
    return None if told.status == BUSY else json.loads(content)
