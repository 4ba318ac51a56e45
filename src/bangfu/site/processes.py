"""The processes of the site on one machine: started, waited for, ended, and brought back where one ended by itself."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Client
from pathlib import Path
from types import TracebackType
from typing import Self

from bangfu.errors import BangfuError, Problem
from bangfu.site.keys import keys_at

PATIENCE = 180  # seconds a process may take until it listens
GRACE = 10  # seconds it may take to end
PAUSE = 2.0  # seconds until one that ended is started again; RestartSec of the units in deploy/systemd


class Part:
    """A child in a session of its own, so that Ctrl-C reaches the parent first, which ends its children in order."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        pause: float = PAUSE,
    ) -> None:
        self.name, self.log, self.ended_at = name, log, 0.0
        self._command, self._environment, self._pause = command, environment, pause

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.terminate()
        try:
            self.child.wait(GRACE)
        except subprocess.TimeoutExpired:
            end_group(self.child.pid)
            self.child.wait()

    def keep(self) -> bool:
        """Start it again where it has ended, after a pause; whether it was found ended just now."""
        if self.child.poll() is None:
            return False
        if not self.ended_at:
            # Workers of a server that was killed go on listening, and would be neither watched nor ended.
            end_group(self.child.pid)
            self.ended_at = time.monotonic()
            return True
        if time.monotonic() >= self.ended_at + self._pause:
            self._start()
        return False

    def _start(self) -> None:
        with self.log.open("ab") as told:
            self.child = subprocess.Popen(
                self._command, env=self._environment, stdout=told, stderr=told, start_new_session=True
            )
        self.ended_at = 0.0


def end_group(leader: int) -> None:
    """End at once whatever is left of a part, whose group has the number of its first process."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def free_port(host: str, wanted: int) -> int:
    """The first port from `wanted` on that nobody holds."""
    for port in range(wanted, min(wanted + 200, 65536)):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, port))
            except OSError:
                continue
            return port
    raise BangfuError(Problem("no_free_port", value=str(wanted)))


def await_port(part: Part, address: str) -> None:
    """Wait until a child listens; a child that ended, or is silent too long, is an error naming its log."""

    def connect() -> None:
        socket.create_connection(_parts(address), 1).close()

    _await(part, connect)


def await_judge(part: Part, address: str, home: Path) -> None:
    """Wait until the judge has judged: it listens before, and lets nobody in."""
    key = bytes.fromhex(keys_at(home / "keys.json").judge)
    _await(part, lambda: Client(_parts(address), authkey=key).close())


def _await(part: Part, reach: Callable[[], None]) -> None:
    end = time.monotonic() + PATIENCE
    while part.child.poll() is None and time.monotonic() < end:
        try:
            reach()
        except (OSError, EOFError):
            time.sleep(0.05)
        else:
            return
    raise BangfuError(Problem("site_not_up", str(part.log)))


def _parts(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host, int(port)
