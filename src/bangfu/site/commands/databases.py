"""Which database a command works on."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.site.postgres.cluster import Cluster

HOME = Path("var")  # as `bangfu run` has it


@contextmanager
def database(home: Path | None) -> Generator[str]:
    """The address of the database in a home, or without one of DATABASE_URL, else of the usual home.

    A home's server that does not run is started for as long as it is needed.
    """
    named = os.environ.get("DATABASE_URL")
    if home is None and named:
        yield named
        return
    folder = (home or HOME) / "postgres"
    if not (folder / "data").is_dir():
        raise BangfuError(Problem("database_not_started", str(folder)))
    cluster = Cluster(folder)
    ran = cluster.running
    cluster.start()
    try:
        yield cluster.url("bangfu_judge")  # reads everything and writes no entry
    finally:
        if not ran:
            cluster.stop()
