"""The townships of a county with every known spelling: what the importer recognises places by."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from bangfu.errors import BangfuError, Problem


@dataclass(frozen=True)
class Known:
    """A place of the list: its code and the name used for it here."""

    code: str
    name: str
    level: str


@dataclass(frozen=True)
class Townships:
    """Every spelling of the places at and below one county."""

    by_spelling: dict[str, Known]
    records: tuple[dict[str, str], ...]  # the list as it stands, in the columns of `places`

    def township(self, spelling: str) -> Known | None:
        """The township written like this, if there is one."""
        known = self.by_spelling.get(spelling)
        return known if known and known.level == "township" else None

    def split(self, text: str) -> tuple[str, str]:
        """A township's spelling that opens the text (the longest that fits, else empty) and what follows it."""
        fitting = [s for s, k in self.by_spelling.items() if k.level == "township" and text.startswith(s)]
        spelling = max(fitting, key=len, default="")
        return spelling, text[len(spelling) :]

    @property
    def townships(self) -> list[Known]:
        """All townships, in the order of the list."""
        found = {k.code: k for k in self.by_spelling.values() if k.level == "township"}
        return list(found.values())


def read_townships(path: Path, county: str) -> Townships:
    """Read a list of places (columns `code,name,level,…,aliases`).

    Raises `BangfuError` if it cannot be read, lacks the county, or spells two places alike.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            records = tuple(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise BangfuError(_useless(path, str(e))) from e
    missing = {"code", "name", "level", "aliases"} - set(records[0] if records else ())
    if missing:
        raise BangfuError(_useless(path, "、".join(sorted(missing))))
    if county not in {r["code"] for r in records}:
        raise BangfuError(_useless(path, county))
    return Townships(_spellings(path, records), records)


def _spellings(path: Path, records: tuple[dict[str, str], ...]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in records:
        known = Known(row["code"], row["name"], row["level"])
        for spelling in [row["name"], *filter(None, (row["aliases"] or "").split(";"))]:
            if found.setdefault(spelling, known) != known:
                raise BangfuError(_useless(path, spelling))
    return found


def _useless(path: Path, reason: str) -> Problem:
    return Problem("no_known_places", str(path), details=(("reason", reason),))
