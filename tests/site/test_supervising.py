"""What `bangfu run` keeps at work: one run a home, whatever ends is brought back, and nothing is left of a killed one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from bangfu.errors import BangfuError
from bangfu.site.postgres import Cluster
from bangfu.site.postgres.postmaster import postmaster
from bangfu.site.processes import Part
from bangfu.site.supervising import PARTS, Running, alone_in, end_left

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)", "bangfu.site of a test"]
# A server whose worker outlives it, as those of granian do.
WITH_WORKER = [sys.executable, "-c", f"import subprocess, time; subprocess.Popen({SLEEPS}); time.sleep(600)"]


def nobody(part: str, log: Path) -> None:
    raise AssertionError(f"{part} ended")


def soon(seen: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not (found := seen()) and time.monotonic() < end:
        time.sleep(0.02)
    return bool(found)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(SLEEPS, start_new_session=True)
    yield child
    child.kill()
    child.wait()


def test_a_second_run_in_one_home_is_refused(tmp_path: Path) -> None:
    with alone_in(tmp_path):
        with pytest.raises(BangfuError) as refused, alone_in(tmp_path):
            pass
        assert [p.code for p in refused.value.problems] == ["already_running"]
    with alone_in(tmp_path):
        pass


def test_a_stranger_that_has_the_number_of_a_former_part_is_left_alone(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
    try:
        (tmp_path / PARTS).write_text(json.dumps([["site", other.pid, 1.0]]), encoding="ascii")
        end_left(tmp_path)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_what_a_killed_run_left_is_ended_by_the_next(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    since = psutil.Process(sleeper.pid).create_time()
    (tmp_path / PARTS).write_text(json.dumps([["judge", sleeper.pid, since]]), encoding="ascii")
    with alone_in(tmp_path):
        assert soon(lambda: sleeper.poll() is not None)


def test_a_part_that_ended_comes_back_and_its_workers_do_not_stay(tmp_path: Path) -> None:
    told: list[str] = []
    with Part("site", WITH_WORKER, os.environ, tmp_path / "log", pause=0.1) as part:
        assert soon(lambda: len(psutil.Process(part.child.pid).children()) == 1)
        first, [worker] = part.child.pid, psutil.Process(part.child.pid).children()
        running = Running("", tmp_path, [part])
        running.keep(nobody)
        os.kill(first, signal.SIGKILL)
        part.child.wait()
        running.keep(lambda name, log: told.append(name))
        assert soon(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)
        time.sleep(0.15)
        running.keep(nobody)
        assert (part.child.pid != first, part.child.poll(), told) == (True, None, ["site"])
        assert json.loads((tmp_path / PARTS).read_text(encoding="ascii"))[0][1] == part.child.pid
    assert part.child.poll() is not None


class TestTheDatabase:
    """It is nobody's child, and kept all the same."""

    @staticmethod
    def killed(cluster: Cluster) -> None:
        found = postmaster(cluster.folder / "data")
        assert found is not None
        os.kill(found.pid, signal.SIGKILL)
        assert soon(lambda: not cluster.running)

    def test_it_comes_back_where_it_was(self, tmp_path: Path) -> None:
        told: list[str] = []
        with Cluster(tmp_path / "postgres") as cluster:
            running, url = Running("", tmp_path, [], cluster), cluster.url("bangfu_app")
            self.killed(cluster)
            running.keep(lambda name, log: told.append(name))
            assert (cluster.running, cluster.url("bangfu_app"), told) == (True, url, ["database"])
            running.keep(nobody)

    def test_a_run_ends_whole_rather_than_with_a_database_that_nobody_finds(self, tmp_path: Path) -> None:
        with Cluster(tmp_path / "postgres") as cluster, socket.socket() as stranger:
            running = Running("", tmp_path, [], cluster)
            port = int((tmp_path / "postgres" / "port").read_text(encoding="ascii"))
            self.killed(cluster)
            stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            assert soon(lambda: _bound(stranger, port))
            with pytest.raises(BangfuError) as moved:
                running.keep(lambda name, log: None)
            assert [p.code for p in moved.value.problems] == ["database_moved"]


def _bound(stranger: socket.socket, port: int) -> bool:
    try:
        stranger.bind(("127.0.0.1", port))
    except OSError:
        return False
    stranger.listen()
    return True
