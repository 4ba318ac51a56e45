"""What a backup says of itself: every file with its SM3, how many rows, where each chain ends, and all verdicts as one hash."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from cryptography.hazmat.primitives import hashes
from pydantic import TypeAdapter, ValidationError

from bangfu.errors import BangfuError, Problem

NAME, HEAD, DUMP, FILES = "manifest.json", "manifest.sm3", "database.dump", "files"
AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Contents:
    """What a database holds, so that two can be compared: rows by table, the end of each book, the verdicts."""

    rows: dict[str, int]
    ends: dict[str, tuple[int, str]]
    verdicts: int
    verdicts_sm3: str

    @property
    def entries(self) -> int:
        """How many entries the ledger has."""
        return self.rows.get("ledger_entry", 0)


@dataclass(frozen=True)
class Manifest:
    """One backup. `server` is the major version of the database, `keys` the SM3 of the keys that open it."""

    version: str
    made_at: str
    server: int
    keys: str
    demo: bool
    files: dict[str, str]
    contents: Contents


def sm3_of(path: Path) -> str:
    """The SM3 of a file, however long."""
    digest = hashes.Hash(hashes.SM3())
    with path.open("rb") as file:
        while piece := file.read(AT_ONCE):
            digest.update(piece)
    return digest.finalize().hex()


def write(folder: Path, manifest: Manifest) -> str:
    """Write it beside the files, and give its own SM3."""
    path = folder / NAME
    path.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    head = sm3_of(path)
    (folder / HEAD).write_text(f"{head}\n", encoding="ascii")
    return head


def checked(folder: Path, head: str | None = None) -> Manifest:
    """The manifest of a backup, after every file was found as it says. Raises `BangfuError` naming each that is not."""
    manifest = _read(folder, head)
    problems = [p for name, sm3 in manifest.files.items() if (p := _problem(folder, name, sm3))]
    known = {*manifest.files, NAME, HEAD}
    found = (
        p.relative_to(folder).as_posix()
        for p in sorted(folder.rglob("*"))
        if p.is_symlink() or not p.is_dir()
    )
    problems += [Problem("backup_extra", str(folder), value=name) for name in found if name not in known]
    if problems:
        raise BangfuError(*problems)
    return manifest


def _read(folder: Path, head: str | None) -> Manifest:
    path, beside = folder / NAME, folder / HEAD
    if not path.is_file():
        raise BangfuError(Problem("no_backup_here", str(folder)))
    if not beside.is_file():
        raise BangfuError(Problem("backup_missing", str(folder), value=HEAD))
    found, told = sm3_of(path), beside.read_bytes()
    if told != f"{found}\n".encode():
        name = NAME if re.fullmatch(rb"[0-9a-f]{64}\n", told) else HEAD
        other = HEAD if name == NAME else NAME
        raise BangfuError(Problem("backup_changed", str(folder), value=f"{name} / {other}"))
    if head is not None and head.strip().lower() != found:
        raise BangfuError(Problem("backup_other_head", str(folder)))
    try:
        return TypeAdapter(Manifest).validate_json(path.read_bytes())
    except ValidationError as error:
        reason = (("reason", ".".join(str(part) for part in error.errors()[0]["loc"])),)
        raise BangfuError(Problem("backup_unreadable", str(path), details=reason)) from error


def _problem(folder: Path, name: str, sm3: str) -> Problem | None:
    """What is wrong with one file; a name that leads out of the folder is never followed."""
    parts = PurePosixPath(name).parts
    if name != DUMP and (parts[:1] != (FILES,) or ".." in parts):
        return Problem("backup_unreadable", str(folder / NAME), details=(("reason", name),))
    path = folder / name
    if any(p.is_symlink() for p in (path, *path.parents) if p.is_relative_to(folder) and p != folder):
        return Problem("backup_changed", str(folder), value=name)
    if not path.is_file():
        return Problem("backup_missing", str(folder), value=name)
    return None if sm3_of(path) == sm3 else Problem("backup_changed", str(folder), value=name)
