"""What an archive says of itself: its years, where each book stood at the end of each, and every file with its SM3."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bangfu.errors import BangfuError
from bangfu.site.ledger.chain import Ends
from bangfu.site.operations.sealed import Codes, Seal
from bangfu.verdict.archive import ABOUT, ACTS, LATER, LEDGER, PACKS
from bangfu.verdict.ground import CODED_TABLES, RECORDS

FORMAT = 1
_TABLES = {f"{name}.parquet" for name in (*CODED_TABLES, *RECORDS) if name != "act"}
_YEAR = re.compile(rf"([0-9]{{4}}|{LATER})/({re.escape(ACTS)}|{re.escape(LEDGER)})")
_PACK = re.compile(rf"{PACKS}/[a-z0-9-]+\.toml")


def _may_hold(name: str) -> bool:
    return name in _TABLES or bool(_YEAR.fullmatch(name) or _PACK.fullmatch(name))


SEAL = Seal(
    ABOUT,
    "archive.sm3",
    Codes(
        absent="no_archive_here",
        missing="archive_missing",
        changed="archive_changed",
        extra="archive_extra",
        other_head="archive_other_head",
        unreadable="archive_unreadable",
    ),
    _may_hold,
)


@dataclass(frozen=True)
class Volume:
    """A year of one book: its first and last entry, the hash before the first, and the hash of the last."""

    first: int
    last: int
    former: str
    hash: str


@dataclass(frozen=True)
class Year:
    """The entries of a year: how many were written, how many of them still say something, and each book by its county."""

    entries: int
    standing: int
    books: dict[str, Volume]


@dataclass(frozen=True)
class Manifest:
    """One archive. `later` counts what was entered after the last year and speaks of the archived ones."""

    format: int
    version: str
    made_at: str
    until: int
    demo: bool
    regulations: list[str]
    years: dict[str, Year]
    later: int
    later_standing: int
    files: dict[str, str]

    @property
    def ends(self) -> Ends:
        """Where each book ends."""
        return {int(code): (v.last, v.hash) for year in self._in_order for code, v in year.books.items()}

    @property
    def _in_order(self) -> list[Year]:
        return [year for _, year in sorted(self.years.items())]

    @property
    def entries(self) -> int:
        """How many entries the years have."""
        return sum(year.entries for year in self.years.values())


def write(folder: Path, manifest: Manifest) -> str:
    """Write it beside the files, and give its own SM3."""
    return SEAL.write(folder, json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n")


def read(folder: Path, head: str | None = None) -> Manifest:
    """The manifest alone, which must have the SM3 beside it."""
    content = SEAL.read(folder, head)
    try:
        return TypeAdapter(Manifest).validate_json(content)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BangfuError(SEAL.unreadable(folder, where)) from error


def checked(folder: Path, head: str | None = None) -> Manifest:
    """The manifest, after every file was found as it says. Raises `BangfuError` naming each that is not."""
    manifest = read(folder, head)
    SEAL.compare(folder, manifest.files)
    return manifest
