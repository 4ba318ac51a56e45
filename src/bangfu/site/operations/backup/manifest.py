"""What a backup says of itself: every file with its SM3, how many rows, where each chain ends, and all verdicts as one hash."""

from __future__ import annotations

from dataclasses import dataclass, field

from bangfu.site.operations.sealed import Codes, Seal

DUMP, FILES = "database.dump", "files"


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


SEAL = Seal(
    Manifest,
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
