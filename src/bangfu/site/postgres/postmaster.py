"""Which server works in a data folder, found by what it does and never by its number alone."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PID_FILE = "postmaster.pid"


@dataclass(frozen=True)
class Postmaster:
    """A server at work: its process, its port once it has one, and whether it takes connections."""

    pid: int
    port: int | None
    ready: bool


def postmaster(data: Path) -> Postmaster | None:
    """The server of the cluster in `data`, whoever started it; None if there is none."""
    try:
        lines = (data / PID_FILE).read_text(encoding="utf-8").splitlines()
        process = psutil.Process(int(lines[0]))
        port = int(lines[3]) if len(lines) > 3 else None
    except (FileNotFoundError, NotADirectoryError, ValueError, IndexError, psutil.Error):
        return None
    if not _works_in(process, data):
        return None
    return Postmaster(process.pid, port, len(lines) > 7 and lines[7].strip() == "ready")


def ready_port(data: Path, seconds: float) -> int | None:
    """Wait for the server in `data` to take connections: its port, or None if it does not come to that."""
    end = time.monotonic() + seconds
    while (server := postmaster(data)) and time.monotonic() < end:
        if server.ready:
            return server.port
        time.sleep(0.05)
    return None


def at_work(data: Path) -> list[psutil.Process]:
    """Every process of a server in `data`."""
    return [process for process in psutil.process_iter() if _works_in(process, data)]


def clear(data: Path) -> None:
    """End what a killed server left working in `data`, and forget its number, which may be a stranger's by now."""
    # Asked first: a server is seen at work before it writes the file, so none that begins now loses its own.
    stale = (data / PID_FILE).exists()
    for number in (signal.SIGQUIT, signal.SIGKILL):
        end = time.monotonic() + 5
        for process in at_work(data):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)
        while at_work(data) and time.monotonic() < end:
            time.sleep(0.02)
    if stale:
        (data / PID_FILE).unlink(missing_ok=True)


def _works_in(process: psutil.Process, data: Path) -> bool:
    """Whether this is a living server process of the cluster: a dead one that nobody buried has no folder."""
    try:
        return process.name() == "postgres" and data.samefile(process.cwd())
    except (psutil.Error, OSError):
        return False
