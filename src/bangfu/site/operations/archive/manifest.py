"""What an archive says of itself: its years, where each book stood at the end of each, and every file with its SM3."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


SEAL = Seal(
    Manifest,
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
