"""What a backup says of itself: every file with its SM3, how many rows, where each chain ends, and all verdicts as one hash."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bangfu.errors import BangfuError
from bangfu.site.operations.sealed import Codes, Seal

DUMP, FILES = "database.dump", "files"
SEAL = Seal(
    "manifest.json",
    "manifest.sm3",
    Codes(
        absent="no_backup_here",
        missing="backup_missing",
        changed="backup_changed",
        extra="backup_extra",
        other_head="backup_other_head",
        unreadable="backup_unreadable",
    ),
    lambda name: name == DUMP or name.startswith(f"{FILES}/"),
)


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
    """One backup. `server` is the major version of the database, `keys` the SM3 of the keys that open it, and `steps`
    the migrations that its tables have been through (none are told by backups of the first release).
    """

    version: str
    made_at: str
    server: int
    keys: str
    demo: bool
    files: dict[str, str]
    contents: Contents
    steps: list[str] = field(default_factory=list[str])


def write(folder: Path, manifest: Manifest) -> str:
    """Write it beside the files, and give its own SM3."""
    return SEAL.write(folder, json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n")


def checked(folder: Path, head: str | None = None) -> Manifest:
    """The manifest of a backup, after every file was found as it says. Raises `BangfuError` naming each that is not."""
    content = SEAL.read(folder, head)
    try:
        manifest = TypeAdapter(Manifest).validate_json(content)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BangfuError(SEAL.unreadable(folder, where)) from error
    SEAL.compare(folder, manifest.files)
    return manifest
