"""What `bangfu run` does while it waits: whatever ended without being asked to is brought back, the database included.

One `bangfu run` works in a home. One that was killed leaves its parts behind; the next ends them first, or two judges
would write verdicts and two sites would answer.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres import Cluster
from bangfu.site.processes import PAUSE, Part, end_group

PARTS, LOCK = "parts.json", "run.lock"
DATABASE = "database"
ROLE = "bangfu_app"
Ended = Callable[[str, Path], None]


@contextmanager
def alone_in(home: Path) -> Generator[None]:
    """Hold a home, and end what a killed run left at work in it. Raises `BangfuError` where another run holds it."""
    handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BangfuError(Problem("already_running", str(home))) from None
        end_left(home)
        yield
        (home / PARTS).unlink(missing_ok=True)
    finally:
        os.close(handle)


def end_left(home: Path) -> None:
    """End the parts of a run that was killed; a number that a stranger has by now is left alone."""
    with suppress(FileNotFoundError, ValueError):
        for _, pid, since in json.loads((home / PARTS).read_text(encoding="ascii")):
            left = [p for p in psutil.process_iter() if _group(p.pid) == pid]
            if any(p.pid == pid and abs(p.create_time() - since) < 1 for p in left) or _is_ours(left):
                end_group(pid)
                psutil.wait_procs(left, 10)


def _group(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except (ProcessLookupError, PermissionError):
        return None


def _is_ours(left: list[psutil.Process]) -> bool:
    """Workers whose first process is gone are known by what they run."""
    with suppress(psutil.Error):
        return bool(left) and all("bangfu.site" in " ".join(p.cmdline()) for p in left)
    return False


@dataclass
class Running:
    """A site at work: where its pages are, its processes, and its database where that is the embedded one."""

    url: str
    home: Path
    parts: list[Part] = field(default_factory=list[Part])
    cluster: Cluster | None = None
    _database: str = ""
    _try_at: float = 0.0

    def __post_init__(self) -> None:
        if self.cluster is not None:
            self._database = self.cluster.url(ROLE)
        self._note()

    def keep(self, ended: Ended) -> None:
        """Look once at everything; `ended` hears of each part that was found ended. Raises where nothing can be kept."""
        if self.cluster is not None:
            self._keep_database(self.cluster, ended)
        found = [part for part in self.parts if part.keep()]
        for part in found:
            ended(part.name, part.log)
        self._note()

    def _keep_database(self, cluster: Cluster, ended: Ended) -> None:
        if cluster.running:
            self._try_at = 0.0
            return
        log = self.home / "postgres" / "postgres.log"
        if not self._try_at:
            self._try_at = time.monotonic()
            ended(DATABASE, log)
        if time.monotonic() < self._try_at:
            return
        try:
            cluster.start()
        except BangfuError:  # a full disk may have room again; the state of the site is told by its pages
            self._try_at = time.monotonic() + PAUSE
            ended(DATABASE, log)
            return
        if cluster.url(ROLE) != self._database:  # a stranger took its port, and the others look for it there
            raise BangfuError(Problem("database_moved", str(log)))

    def _note(self) -> None:
        """Write down which processes are ours, for whoever starts after a kill."""
        noted: list[tuple[str, int, float]] = []
        for part in self.parts:
            with suppress(psutil.Error):
                noted.append((part.name, part.child.pid, psutil.Process(part.child.pid).create_time()))
        text, file = json.dumps(noted), self.home / PARTS
        if not file.exists() or file.read_text(encoding="ascii") != text:
            fresh = file.with_suffix(".new")
            fresh.write_text(text, encoding="ascii")
            fresh.replace(file)
