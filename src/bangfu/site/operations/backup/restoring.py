"""Bringing a backup back: everything is checked before anything is written, and compared after."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bangfu.errors import BangfuError, Problem
from bangfu.site.first_accounts import DEMO
from bangfu.site.first_accounts import write as write_accounts
from bangfu.site.ledger.chain import verify
from bangfu.site.ledger.database import opened
from bangfu.site.operations.backup.contents import contents, tables
from bangfu.site.operations.backup.making import KEYS, VERSION_STEP
from bangfu.site.operations.backup.manifest import DUMP, FILES, SEAL, Contents, Manifest
from bangfu.site.operations.backup.programs import run
from bangfu.site.operations.backup.steps import go, require_known
from bangfu.site.operations.notes import note
from bangfu.site.operations.sealed import sm3_of
from bangfu.site.postgres.cluster import Cluster


@dataclass(frozen=True)
class Restored:
    """What was brought back, and how many steps its tables then went to be those of this release."""

    manifest: Manifest
    steps: int


def restore(
    folder: Path, home: Path, url: str = "", keys: Path | None = None, head: str | None = None
) -> Restored:
    """Fill an empty home, and the empty database at `url` or else a new one in the home; bring an older one up to date.

    Raises `BangfuError` and leaves the home as empty as it was; a database of one's own may be left filled, and named.
    """
    manifest = SEAL.checked(folder, head)
    require_known(manifest.steps, manifest.version)
    keys = _keys(manifest, home, keys)
    _require_empty(home, url, keys)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = (("reason", error.strerror or type(error).__name__),)
        raise BangfuError(Problem("unwritable_folder", str(home), details=reason)) from error
    with _filling(home, url) as owner:
        run("pg_restore", _server(owner), owner, *_OPTIONS, str(folder / DUMP))
        entries = _compared(owner, manifest.contents)
        _put_files(folder, home, keys)
        steps = go(owner, home, manifest.version)
        if manifest.demo:
            write_accounts(home, [], "", DEMO)
    note(home, "chain", whole=True, entries=entries)
    return Restored(manifest, steps)


# In one transaction: a restore cut short leaves an empty database.
_OPTIONS = ("--no-owner", "--exit-on-error", "--single-transaction")


def _keys(manifest: Manifest, home: Path, named: Path | None) -> Path:
    keys = named or home / KEYS
    if not keys.is_file():
        raise BangfuError(Problem("keys_wanted", str(keys)))
    if sm3_of(keys) != manifest.keys:
        raise BangfuError(Problem("keys_of_another", str(keys)))
    return keys


def _require_empty(home: Path, url: str, keys: Path) -> None:
    if (home / KEYS).is_file() and sm3_of(home / KEYS) != sm3_of(keys):
        raise BangfuError(Problem("restore_over_data", str(home / KEYS)))
    for name in (FILES, "postgres"):
        path = home / name
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise BangfuError(Problem("restore_over_data", str(path)))
    if url and (held := _ask(url)):
        raise BangfuError(Problem("restore_over_data", held))


def _ask(url: str) -> str:
    """The name of a database that has tables already."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            return connection.info.dbname if tables(connection) else ""
    except psycopg.Error as error:
        reason = str(error).strip().partition("\n")[0]
        raise BangfuError(Problem("database_failed", details=(("reason", reason),))) from error


@contextmanager
def _filling(home: Path, url: str) -> Generator[str]:
    """The address of the empty database; where it does not come to a good end, what was made is taken away again."""
    cluster = None if url else Cluster(home / "postgres")
    try:
        if cluster:
            cluster.start()
        yield cluster.url("bangfu_owner") if cluster else url
    except BaseException:
        if cluster:
            cluster.stop()
            shutil.rmtree(cluster.folder, ignore_errors=True)
        shutil.rmtree(home / FILES, ignore_errors=True)
        raise
    if cluster:
        cluster.stop()


def _server(url: str) -> int:
    with psycopg.connect(url, connect_timeout=10) as connection:
        return connection.info.server_version // VERSION_STEP


def _compared(url: str, wanted: Contents) -> int:
    """Count what is there now, follow the chain, and refuse whatever is not as it was."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("analyze")
    with opened(url) as ledger:
        found = contents(ledger.connection)
        chain = verify(ledger.entries(), {int(code): end for code, end in wanted.ends.items()})
    pairs = [
        (name, wanted.rows.get(name, 0), found.rows.get(name, 0))
        for name in sorted({*wanted.rows, *found.rows})
    ]
    pairs += [("ledger_book", wanted.ends, found.ends), ("verdicts", wanted.verdicts, found.verdicts)]
    pairs += [("SM3", wanted.verdicts_sm3, found.verdicts_sm3), ("chain", 0, len(chain.breaks))]
    problems = [
        Problem("restore_differs", column=name, details=(("expected", str(a)), ("found", str(b))))
        for name, a, b in pairs
        if a != b
    ]
    if problems:
        raise BangfuError(*problems)
    return chain.entries.total()


def _put_files(folder: Path, home: Path, keys: Path) -> None:
    if (folder / FILES).is_dir():
        shutil.copytree(folder / FILES, home / FILES, dirs_exist_ok=True)
    if keys != home / KEYS:
        content = keys.read_bytes()
        with os.fdopen(os.open(home / KEYS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
