"""Those who record without pause: phones as their queue does it, programs by `bangfu.client`. Each repeats until it is answered."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bangfu.client import Client

PATIENCE = 20  # seconds for one answer
BEFORE_AGAIN = 0.3  # a phone waits longer; here a kill follows the other
DAYS = [f"2020-{month:02}-{day:02}" for month in (8, 9, 10) for day in range(1, 29)]
Entry = dict[str, Any]


@dataclass
class Recording:
    """What was handed in and what was acknowledged, of all clients."""

    handed_in: dict[str, Entry] = field(default_factory=dict[str, Entry])
    acknowledged: dict[str, str] = field(default_factory=dict[str, str])  # id → the first answer
    repeated: Counter[str] = field(default_factory=Counter[str])  # answers to what phones had sent before
    faults: list[str] = field(default_factory=list[str])
    lock: threading.Lock = field(default_factory=threading.Lock)
    stop: threading.Event = field(default_factory=threading.Event)

    def answered(self, id_: str, answer: Entry, tries: int = 0) -> None:
        """What one entry was told. How often a program's client tried is its own affair: known is as good an answer."""
        status = answer["status"]
        with self.lock:
            if status not in {"recorded", "known"} or answer["id"] != id_:
                self.faults.append(f"{id_} was answered {status} as {answer['id']}")
            if tries > 1:
                self.repeated[status] += 1
            elif tries and status == "known":
                self.faults.append(f"{id_} was known at the first try")
            self.acknowledged.setdefault(id_, status)


class Phone:
    """One phone: entries wait in its queue, go some at a time, and leave it when they are answered."""

    def __init__(self, address: str, session: str, number: int, told: Recording) -> None:
        self.address, self._told, self._chance = address, told, random.Random(number)
        self._cookies, self._number, self._made = {"sessionid": session}, number, 0
        self._tries = Counter[str]()
        self._data: dict[str, Any] = {}

    def run(self) -> None:
        queue: list[Entry] = []
        while queue or not self._told.stop.is_set():
            if not self._told.stop.is_set():
                queue += [self._entry() for _ in range(self._chance.randint(1, 4))]
            queue = self.send(queue[:20]) + queue[20:]

    def send(self, entries: list[Entry]) -> list[Entry]:
        """What is still not acknowledged."""
        self._tries.update(entry["id"] for entry in entries)
        alone = len(entries) == 1  # as phones sent before they sent a list
        status, body = self.ask("POST", "/record/entries/", entries[0] if alone else entries)
        if status == 0 or status >= 500 or status == 429:
            time.sleep(BEFORE_AGAIN * (0.75 + self._chance.random() / 2))
            return entries
        assert status in {200, 201}, f"a phone was answered {status}: {body[:200]!r}"
        told = json.loads(body)
        if alone:
            told = {"entries": [told | {"status": "known"} if status == 200 else told]}
        for entry, answer in zip(entries, told["entries"], strict=True):
            self._told.answered(entry["id"], answer, self._tries[entry["id"]])
        return []

    def again(self, ids: list[str]) -> list[str]:
        """Hand in once more what was acknowledged; the answers."""
        end, status, body = time.monotonic() + 3 * PATIENCE, 0, b""
        while status != 200:
            status, body = self.ask("POST", "/record/entries/", [self._told.handed_in[i] for i in ids])
            assert status in {0, 200, 503}, (
                status,
                body,
                self._told.faults[:3],
                sorted(self._cookies.items()),
            )
            assert time.monotonic() < end, "not answered any more"
        return [answer["status"] for answer in json.loads(body)["entries"]]

    def ask(self, method: str, path: str, sent: object = None) -> tuple[int, bytes]:
        """Status and body; 0 where the line broke."""
        line = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items()),
            "X-CSRFToken": self._cookies.get("csrftoken", ""),
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        try:
            line.request(method, path, None if sent is None else json.dumps(sent), headers)
            answer = line.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            line.close()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, body

    def load(self) -> None:
        """What the page of the phone loads before the first entry."""
        status, body = self.ask("GET", "/record/data.json")
        assert status == 200, body
        self._data = json.loads(body)

    def _entry(self) -> Entry:
        self._made += 1
        made = {
            "id": str(UUID(int=self._chance.getrandbits(128), version=4)),
            "kind": "household_visit",
            "on": self._chance.choice(DAYS),
            "person": self._data["person"]["id"],
            "household": self._chance.choice(self._data["households"])["id"],
            "note": f"phone {self._number} entry {self._made}",
        }
        with self._told.lock:
            self._told.handed_in[made["id"]] = made
        return made


class Program:
    """A program of the county that hands in hundreds at a time."""

    def __init__(self, url: str, secret: str, number: int, pairs: list[list[str]], told: Recording) -> None:
        self._client = Client(url, secret, timeout=PATIENCE, patience=600)
        self._told, self._number, self._pairs = told, number, pairs
        self._chance, self._made = random.Random(1000 + number), 0

    def run(self) -> None:
        while not self._told.stop.is_set():
            entries = [self._entry() for _ in range(self._chance.randint(20, 120))]
            for entry, outcome in zip(entries, self._client.record_many(entries), strict=True):
                self._told.answered(entry["id"], dict(outcome))
            time.sleep(0.5)

    def _entry(self) -> Entry:
        self._made += 1
        person, household = self._chance.choice(self._pairs)
        made = {
            "id": str(UUID(int=self._chance.getrandbits(128), version=4)),
            "kind": "household_visit",
            "on": self._chance.choice(DAYS),
            "person": person,
            "household": household,
            "note": f"program {self._number} entry {self._made}",
        }
        with self._told.lock:
            self._told.handed_in[made["id"]] = made
        return made
