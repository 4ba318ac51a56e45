"""Who kills: each of six kinds in turn, by an order that one seed fixes, and only while something is at work."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
from tests.site.kills.clients import Recording
from tests.site.kills.receivers import Receivers

from bangfu.site.postgres.postmaster import postmaster
from bangfu.site.supervising import PARTS

SEED, EACH = 20201120, 9
PATIENCE = 40  # seconds until there is something to kill
MORE = 3  # entries acknowledged since the last kill


class Killer:
    """Every kill by what was hit."""

    def __init__(self, home: Path, told: Recording, receivers: Receivers, post: Callable[[], None]) -> None:
        self._home, self._told, self._receivers, self._post = home, told, receivers, post
        self._chance = random.Random(SEED)
        self.hits = Counter[str]()

    def run(self) -> None:
        """Kill as often as was said."""
        kinds = {
            "site": self._site,
            "worker": self._worker,
            "postgres": self._postgres,
            "backend": self._backend,
            "sweep": self._sweep,
            "judge": self._judge,
        }
        for _ in range(EACH):
            for kind in self._chance.sample(list(kinds), len(kinds)):
                self._await_work()
                time.sleep(self._chance.uniform(0, 0.5))
                self._kill(kind, kinds[kind])

    def _kill(self, kind: str, find: Callable[[], tuple[int, str] | None]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = find()
            if found is not None:
                with suppress(ProcessLookupError):
                    os.kill(found[0], signal.SIGKILL)
                    self.hits[f"{kind} {found[1]}".strip()] += 1
                    return
            time.sleep(0.002)
        raise AssertionError(f"nothing to kill: {kind}")

    def _await_work(self) -> None:
        """Until entries come in again after the last kill."""
        before, end = len(self._told.acknowledged), time.monotonic() + PATIENCE
        while len(self._told.acknowledged) < before + MORE:
            assert time.monotonic() < end, "nothing is recorded any more"
            time.sleep(0.01)

    def _part(self, name: str) -> psutil.Process | None:
        with suppress(OSError, ValueError, psutil.Error):
            for part, pid, since in json.loads((self._home / PARTS).read_text(encoding="ascii")):
                process = psutil.Process(pid)
                if (
                    part == name
                    and abs(process.create_time() - since) < 1
                    and process.status() != psutil.STATUS_ZOMBIE
                ):
                    return process
        return None

    def _main(self, name: str) -> tuple[int, str] | None:
        found = self._part(name)
        return (found.pid, "") if found else None

    def _site(self) -> tuple[int, str] | None:
        return self._main("site")

    def _judge(self) -> tuple[int, str] | None:
        return self._main("judge")

    def _sweep(self) -> tuple[int, str] | None:
        """In the middle of sending: a receiver has the words and has not answered."""
        if not self._receivers.arriving.is_set():
            self._post()
            self._receivers.arriving.wait(2)
        return self._main("notices") if self._receivers.arriving.is_set() else None

    def _worker(self) -> tuple[int, str] | None:
        site = self._part("site")
        with suppress(psutil.Error):
            workers = [p for p in site.children() if "tracker" not in " ".join(p.cmdline())] if site else []
            if workers:
                return self._chance.choice(workers).pid, ""
        return None

    def _postgres(self) -> tuple[int, str] | None:
        found = postmaster(self._home / "postgres" / "data")
        return (found.pid, "") if found and found.ready else None

    def _backend(self) -> tuple[int, str] | None:
        """In the middle of putting entries in."""
        found = postmaster(self._home / "postgres" / "data")
        for pid, title in _backends(found.pid) if found and found.ready else ():
            if b"bangfu_app" in title and b"INSERT" in title:
                return pid, "INSERT"
        return None


def _backends(main: int) -> Iterator[tuple[int, bytes]]:
    """Server processes with what they say they do; read straight, as an insert is over in a thousandth of a second."""
    with suppress(OSError):
        children = Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii").split()
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            for pid in children:
                with suppress(OSError):
                    yield int(pid), Path(f"/proc/{pid}/cmdline").read_bytes()
