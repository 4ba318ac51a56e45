"""A migrated server, made once a run and copied by whoever needs one: to migrate takes longer than most tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from bangfu.site import migrating
from bangfu.site.postgres import Cluster
from bangfu.site.postgres.lock import locked
from bangfu.site.postgres.server import SETTINGS

MEMORY = Path("/dev/shm")
ENOUGH = (
    4 << 30
)  # bytes: two servers, their copies and their journals, and as much again for whatever else runs


def connect(url: str) -> None:
    """Let Django connect elsewhere, or as somebody else."""
    connections["default"].close()
    parts = conninfo_to_dict(url)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    connections["default"].settings_dict.update({n: str(parts[k]) for n, k in named.items()})


def seed_of(factory: pytest.TempPathFactory) -> Path:
    """The folder of the server, stopped; the first process of the run that asks makes it."""
    own = factory.getbasetemp()
    whole_run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    seed = whole_run / "seed"
    seed.mkdir(exist_ok=True)
    with locked(seed):
        if not (seed / "migrated").exists():
            with Hasty(seed / "cluster") as cluster:
                connect(cluster.url("bangfu_owner"))
                migrating.bring_up_to_date()
                connections["default"].close()
            (seed / "migrated").touch()
    return seed / "cluster"


class Hasty(Cluster):
    """A server that waits for no disk: what a crash of the machine would lose is made anew by the next run."""

    def start(self) -> None:
        """As the site's own, but for the waiting; a killed server still loses nothing."""
        with patch.dict(SETTINGS, fsync="off", full_page_writes="off", max_wal_size="128MB"):
            super().start()

    def create_database(self, name: str, template: str = "template0") -> None:
        """As the site's own, but copied file by file, which is the quicker way where no disk is waited for."""
        making = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        with self._superuser() as server:
            server.execute(making.format(sql.Identifier(name), sql.Identifier(template)))
        self._grant(name)


@contextmanager
def in_memory(factory: pytest.TempPathFactory, name: str) -> Generator[Path]:
    """A folder in memory where there is enough of it, else on disk: a database is two thousand small files, and most tests copy it."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH:
        with tempfile.TemporaryDirectory(prefix=f"bangfu-{name}-", dir=MEMORY) as folder:
            yield Path(folder)
    else:
        yield factory.mktemp(name)


def sown(seed: Path, folder: Path) -> Cluster:
    """A server of one's own in a new folder, not started, and on a port of its own: two may start at once."""
    shutil.copytree(seed, folder, ignore=shutil.ignore_patterns("port"))
    return Hasty(folder)


def planted(seed: Path, home: Path) -> Path:
    """A home whose database has its tables already: a site that starts there has only to fill them."""
    sown(seed, home / "postgres")
    return home
