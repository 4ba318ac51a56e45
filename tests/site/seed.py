"""A migrated server, made once a run and copied by whoever needs one: to migrate takes longer than most tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from bangfu.site.postgres import Cluster
from bangfu.site.postgres.lock import locked


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
            with Cluster(seed / "cluster") as cluster:
                connect(cluster.url("bangfu_owner"))
                call_command("migrate", verbosity=0)
                connections["default"].close()
            (seed / "migrated").touch()
    return seed / "cluster"


def sown(seed: Path, folder: Path) -> Cluster:
    """A server of one's own in a new folder, not started, and on a port of its own: two may start at once."""
    shutil.copytree(seed, folder, ignore=shutil.ignore_patterns("port"))
    return Cluster(folder)
