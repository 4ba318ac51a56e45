"""Making a backup: one state of the database, the files of the home, and a manifest of both."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.first_accounts import DEMO
from bangfu.site.ledger.chain import Verification, verify
from bangfu.site.ledger.database import opened
from bangfu.site.operations.backup.contents import LEFT, contents, require_whole
from bangfu.site.operations.backup.manifest import DUMP, FILES, SEAL, Contents, Manifest
from bangfu.site.operations.backup.programs import run
from bangfu.site.operations.backup.steps import gone
from bangfu.site.operations.notes import note
from bangfu.site.operations.sealed import sm3_of

KEYS = "keys.json"
VERSION_STEP = 10_000  # 180004 is 18.4


@dataclass(frozen=True)
class Made:
    """A backup, its head to be noted elsewhere, and what the chain was found to be."""

    manifest: Manifest
    head: str
    chain: Verification


def make(url: str, home: Path, folder: Path) -> Made:
    """Back up the database at `url`, as its owner, and the files of `home` into a new folder, whole or not at all."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BangfuError(Problem("folder_not_empty", str(folder)))
    if not (home / KEYS).is_file():
        raise BangfuError(Problem("keys_wanted", str(home)))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".bangfu-backup-", dir=folder.parent) as beside:
            made = _fill(url, home, Path(beside) / "made")
            if folder.exists():
                folder.rmdir()
            (Path(beside) / "made").rename(folder)
    except OSError as error:
        reason = (("reason", error.strerror or type(error).__name__),)
        raise BangfuError(Problem("unwritable_folder", str(folder), details=reason)) from error
    note(home, "chain", whole=not made.chain.breaks, entries=made.chain.entries.total())
    note(home, "backup", head=made.head)
    return made


def _fill(url: str, home: Path, folder: Path) -> Made:
    folder.mkdir(mode=0o700)
    server, found, chain, steps = _dump(url, folder / DUMP)
    _copy(home / FILES, folder / FILES)
    listed = sorted(p for p in folder.rglob("*") if p.is_file())
    manifest = Manifest(
        version=version("bangfu"),
        made_at=now().isoformat(timespec="seconds"),
        server=server,
        keys=sm3_of(home / KEYS),
        demo=(home / DEMO).exists(),
        files={p.relative_to(folder).as_posix(): sm3_of(p) for p in listed},
        contents=found,
        steps=steps,
    )
    return Made(manifest, SEAL.write(folder, manifest), chain)


def _dump(url: str, file: Path) -> tuple[int, Contents, Verification, list[str]]:
    """The database as it stands at one moment, counted and proved at that same moment."""
    with opened(url) as ledger:
        connection = ledger.connection
        require_whole(connection)
        [snapshot] = connection.execute("select pg_export_snapshot()").fetchone() or ("",)
        server = connection.info.server_version // VERSION_STEP
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        left = [f"--exclude-table-data=public.{name}" for name in LEFT]
        # Forced row-level security lets the owner see all by a policy, which pg_dump must be told to accept.
        options = ("--format=custom", "--no-owner", "--enable-row-security", f"--snapshot={snapshot}")
        run("pg_dump", server, url, *options, *left, f"--file={file}")
        return server, contents(connection), verify(ledger.entries(), ledger.ends()), gone(connection)


def _copy(files: Path, to: Path) -> None:
    """Photos come after the dump: every one that a row of it names is there already."""
    if files.is_dir():
        shutil.copytree(files, to, symlinks=True, ignore_dangling_symlinks=True)
        for path in (to, *to.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
