"""The processes of the site on one machine: started, waited for, and ended in order."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Client
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.site.keys import keys_at

PATIENCE = 180  # seconds a process may take until it listens
GRACE = 10  # seconds it may take to end


@contextmanager
def process(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> Generator[subprocess.Popen[bytes]]:
    """A child in a session of its own, so that Ctrl-C reaches the parent first, which ends its children in order."""
    with log.open("ab") as told:
        child = subprocess.Popen(command, env=environment, stdout=told, stderr=told, start_new_session=True)
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


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


def await_port(child: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Wait until a child listens; a child that ended, or is silent too long, is an error naming its log."""

    def connect() -> None:
        socket.create_connection(_parts(address), 1).close()

    _await(child, connect, log)


def await_judge(child: subprocess.Popen[bytes], address: str, home: Path) -> None:
    """Wait until the judge has judged: it listens before, and lets nobody in."""
    key = bytes.fromhex(keys_at(home / "keys.json").judge)
    _await(child, lambda: Client(_parts(address), authkey=key).close(), home / "judge.log")


def _await(child: subprocess.Popen[bytes], reach: Callable[[], None], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < end:
        try:
            reach()
        except (OSError, EOFError):
            time.sleep(0.05)
        else:
            return
    raise BangfuError(Problem("site_not_up", str(log)))


def _parts(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host, int(port)
