"""A cluster is started, stopped, killed, copied and moved, and its data are there again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from bangfu.site.postgres import Cluster
from bangfu.site.postgres.accounts import account_for
from bangfu.site.postgres.postmaster import Postmaster, at_work, postmaster

START = """
import sys, time
from pathlib import Path
from bangfu.site.postgres import Cluster
Cluster(Path(sys.argv[1])).start()
print("started", flush=True)
time.sleep(600)
"""


def server(folder: Path) -> Postmaster:
    found = postmaster(folder / "data")
    assert found
    return found


def note(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("bangfu_owner")) as owner:
        owner.execute("CREATE TABLE note AS SELECT '已记录' AS said")


def noted(cluster: Cluster) -> str:
    with psycopg.connect(cluster.url("bangfu_owner")) as owner:
        row = owner.execute("SELECT said FROM note").fetchone()
    assert row
    return row[0]


def until(reached: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def starter(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", START, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_the_first_start_makes_everything_and_stop_ends_it(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "new")
    assert not cluster.running
    cluster.stop()
    with cluster as running:
        assert running.running
        note(running)
        assert psutil.Process(server(cluster.folder).pid).uids().effective != 0
    assert not cluster.running
    assert sorted(p.name for p in cluster.folder.iterdir()) == [
        "data",
        "passwords.json",
        "port",
        "postgres.log",
    ]


def test_a_second_start_finds_the_first_and_a_restart_keeps_data_and_port(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.start()
    note(cluster)
    first, address = server(folder), cluster.url("bangfu_app")
    cluster.start()
    assert server(folder).pid == first.pid
    cluster.stop()
    cluster.stop()
    cluster.start()
    assert noted(cluster) == "已记录"
    assert cluster.url("bangfu_app") == address


@pytest.mark.parametrize(
    "name", ["帮扶工作数据库" * 10 + "/" + "通渭县示范" * 14, 'it\'s a "$HOME" `folder`']
)
def test_any_path_will_do(stopped: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(stopped, tmp_path / name)
    with Cluster(tmp_path / name) as cluster:
        note(cluster)
        assert noted(cluster) == "已记录"
    with Cluster(tmp_path / name / "made anew") as cluster:
        note(cluster)


def test_two_starts_at_once_give_one_server(tmp_path: Path) -> None:
    with starter(tmp_path) as one, starter(tmp_path) as other:
        assert one.stdout
        assert other.stdout
        assert one.stdout.readline() == other.stdout.readline() == "started\n"
    there = {process.pid: process.ppid() for process in at_work(tmp_path / "data")}
    assert [pid for pid, parent in there.items() if parent not in there] == [server(tmp_path).pid]
    Cluster(tmp_path).stop()


def test_a_server_whose_starter_was_killed_is_taken_over(folder: Path) -> None:
    with starter(folder) as process:
        assert process.stdout
        assert process.stdout.readline() == "started\n"
        process.kill()
    left = server(folder).pid
    cluster = Cluster(folder)
    cluster.start()
    assert server(folder).pid == left
    note(cluster)
    cluster.stop()
    assert not cluster.running


@pytest.mark.parametrize("made", ["data.new/global", "data", "data/postmaster.pid"])
def test_a_first_start_that_was_killed_is_made_good_by_the_next(tmp_path: Path, made: str) -> None:
    with starter(tmp_path) as process:
        until((tmp_path / made).exists)
        process.kill()
    with Cluster(tmp_path) as cluster:
        note(cluster)
        assert noted(cluster) == "已记录"


def test_a_pid_file_that_names_a_stranger_is_survived(folder: Path) -> None:
    account = account_for(folder / "data")
    with subprocess.Popen(["sleep", "600"], user=account and account.user) as stranger:
        (folder / "data" / "postmaster.pid").write_text(f"{stranger.pid}\n/nowhere\n1\n5432\n\n\n")
        assert not Cluster(folder).running
        with Cluster(folder) as cluster:
            note(cluster)
        assert stranger.poll() is None
        stranger.kill()


def test_a_killed_server_is_started_anew_though_its_children_are_busy(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.start()
    note(cluster)
    with closing(psycopg.connect(cluster.url("bangfu_owner"))) as busy:
        busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1e12::bigint)")
        until(lambda: psutil.Process(busy.info.backend_pid).cpu_times().user > 0.1)
        os.kill(server(folder).pid, signal.SIGKILL)
        until(lambda: not cluster.running)
        cluster.start()
        assert noted(cluster) == "已记录"
        assert busy.info.backend_pid not in {process.pid for process in at_work(folder / "data")}


def test_a_port_that_somebody_else_took_is_left_to_them(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as thief:
        taken = thief.getsockname()[1]
        (folder / "port").write_text(str(taken))
        with Cluster(folder) as cluster:
            assert server(folder).port != taken
            note(cluster)


def test_a_copy_of_a_running_cluster_is_a_cluster_of_its_own(cluster: Cluster, tmp_path: Path) -> None:
    shutil.copytree(cluster.folder, tmp_path / "copy")
    with Cluster(tmp_path / "copy") as copy:
        assert server(copy.folder).port != server(cluster.folder).port
    assert cluster.running
