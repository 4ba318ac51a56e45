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
    """The address of the database in a home, or without one of DATABASE_URL, else of the usual home."""
    named = os.environ.get("DATABASE_URL")
    if home is None and named:
        yield named
        return
    with _embedded(home or HOME, "bangfu_judge") as url:  # reads everything and writes no entry
        yield url


@contextmanager
def owned(home: Path | None) -> Generator[tuple[str, Path]]:
    """The address of the database as its owner, of OWNER_URL or else in the home; and the home, which holds keys and files."""
    where, named = home_or_usual(home).resolve(), os.environ.get("OWNER_URL")
    if named:
        yield named, where
    elif os.environ.get("DATABASE_URL"):
        raise BangfuError(Problem("address_missing", value="OWNER_URL"))
    else:
        with _embedded(where, "bangfu_owner") as url:
            yield url, where


def home_or_usual(home: Path | None) -> Path:
    """The home that was named, else that of BANGFU_HOME, else the usual one."""
    return home or Path(os.environ.get("BANGFU_HOME") or HOME)


@contextmanager
def _embedded(home: Path, role: str) -> Generator[str]:
    """The address in a home, for a role. A server that does not run is started for as long as it is needed."""
    folder = home / "postgres"
    if not (folder / "data").is_dir():
        raise BangfuError(Problem("database_not_started", str(folder)))
    cluster = Cluster(folder)
    ran = cluster.running
    cluster.start()
    try:
        yield cluster.url(role)
    finally:
        if not ran:
            cluster.stop()
