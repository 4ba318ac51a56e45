"""One phone and its queue, as `record/queue.ts` sends it; and somebody who reads meanwhile."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from uuid import uuid4

AT_ONCE = 20  # as in queue.ts
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
PATIENCE = 60.0  # seconds for one answer, as a proxy has it
Owner, Entry = dict[str, str], dict[str, Any]
TOKEN = "t" * 32  # the cookie that a page of the site gave once


@dataclass
class Seen:
    """What all phones and the reader met; seconds."""

    queues: list[float] = field(default_factory=list[float])
    requests: list[float] = field(default_factory=list[float])
    refusals: list[float] = field(default_factory=list[float])
    tries: list[int] = field(default_factory=list[int])
    board: list[float] = field(default_factory=list[float])
    errors: Counter[str] = field(default_factory=Counter[str])
    answers: Counter[str] = field(default_factory=Counter[str])


async def asked(
    port: int, method: str, path: str, session: str, sent: object = None
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body, over a connection of its own: a phone that comes back has none. Raises `OSError`."""
    body = b"" if sent is None else json.dumps(sent).encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nAccept: application/json\r\n"
        f"Cookie: sessionid={session}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head.encode() + body)
        await writer.drain()
        told = await reader.read()
    finally:
        writer.close()
    top, _, content = told.partition(b"\r\n\r\n")
    status, *lines = top.decode("latin-1").split("\r\n")
    if not status:
        raise ConnectionError("no answer")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return int(status.split()[1]), headers, content


def day_of(owner: Owner, entries: int) -> list[Entry]:
    """What somebody recorded in a day without a network."""
    plain = {
        "kind": "household_visit",
        "on": "2020-11-19",
        "person": owner["person"],
        "household": owner["household"],
    }
    return [{**plain, "id": str(uuid4()), "note": f"没有网络的一天，第 {n + 1} 笔"} for n in range(entries)]


async def send(port: int, owner: Owner, queue: list[Entry], seen: Seen, at_once: int) -> None:
    """Send a queue until it is empty."""
    since, tries, chance = perf_counter(), 0, random.Random(owner["session"])
    while queue:
        some, begin = queue[:at_once], perf_counter()
        tries += 1
        try:
            async with asyncio.timeout(PATIENCE):
                status, headers, body = await asked(port, "POST", "/record/entries/", owner["session"], some)
        except (OSError, TimeoutError) as error:
            seen.errors[type(error).__name__] += 1
            await asyncio.sleep(
                min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT) * (0.75 + chance.random() / 2)
            )
            continue
        took = perf_counter() - begin
        if status == 200:
            seen.requests.append(took)
            seen.answers.update(entry["status"] for entry in json.loads(body)["entries"])
            queue = queue[at_once:]
        elif status == 503 and "retry-after" in headers:
            seen.refusals.append(took)
            await asyncio.sleep(int(headers["retry-after"]) * (1 + chance.random() / 5))
        else:
            seen.errors[str(status)] += 1
            await asyncio.sleep(FIRST_WAIT)
    seen.queues.append(perf_counter() - since)
    seen.tries.append(tries)


async def read(port: int, session: str, path: str, seen: list[float], errors: Counter[str]) -> None:
    """Read one page again and again, as somebody who looks at it does, until cancelled."""
    while True:
        begin = perf_counter()
        try:
            status, _, _ = await asked(port, "GET", path, session)
        except OSError as error:
            errors[f"board {type(error).__name__}"] += 1
        else:
            seen.append(perf_counter() - begin)
            if status != 200:
                errors[f"board {status}"] += 1
        await asyncio.sleep(0.5)
