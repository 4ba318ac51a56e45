"""A cluster that has been started once, copied for every test that stops, kills or breaks one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bangfu.site.postgres import Cluster


@pytest.fixture(scope="session")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "stopped"
    with Cluster(folder):
        pass
    return folder


@pytest.fixture
def folder(stopped: Path, tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "copy"
    shutil.copytree(stopped, copy)
    yield copy
    Cluster(copy).stop()


@pytest.fixture(scope="module")
def cluster(stopped: Path) -> Iterator[Cluster]:
    with Cluster(stopped) as running:
        yield running
