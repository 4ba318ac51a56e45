"""An archive of past years, judged where it lies: the coded roster once, and one folder of entries for each year.

`act.parquet` of a year is ordered by bearer, in small row groups, so that only those are read that hold what is asked;
`ledger.parquet` beside it holds every entry as it was written, for whoever proves the chain. `later` is a year's folder, too:
what was entered after the last year and speaks of the archived ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case, case_of
from bangfu.facts.tables import TABLES
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import parse, shipped
from bangfu.verdict.ground import CODED_TABLES, RECORDS, Ground, Source

ABOUT, LATER = "archive.json", "later"
ACTS, LEDGER, PACKS = "act.parquet", "ledger.parquet", "regulations"


@dataclass(frozen=True)
class Archived(Case):
    """What a command asks of a case before it judges it, of an archive: its name and its places."""

    folder: Path = Path()

    def ground_at(self, as_of: date) -> Ground:
        """The archive, opened in place to judge a day. Raises `BangfuError` for a day after its last year."""
        until = about(self.folder)["until"]
        if as_of.year > until:
            details = (("until", str(until)),)
            raise BangfuError(
                Problem("archive_day_after", str(self.folder), value=as_of.isoformat(), details=details)
            )
        return ground_of(self.folder)


def is_archive(path: Path) -> bool:
    """Whether a folder says that it is an archive."""
    return (path / ABOUT).is_file()


def about(folder: Path) -> dict[str, Any]:
    """What an archive says of itself. Raises `BangfuError` where that cannot be read."""
    try:
        told = json.loads((folder / ABOUT).read_bytes())
        return {"until": int(told["until"]), "regulations": list(told["regulations"]), **told}
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = (("reason", type(error).__name__),)
        raise BangfuError(Problem("archive_unreadable", str(folder / ABOUT), details=reason)) from error


def folders(folder: Path) -> list[Path]:
    """The folders of entries: the years in order, and what came later."""
    years = sorted(p.parent for p in folder.glob(f"*/{LEDGER}") if p.parent.name != LATER)
    later = folder / LATER
    return [*years, later] if (later / LEDGER).is_file() else years


def ground_of(folder: Path) -> Ground:
    """The archive as the ground of verdicts: the roster in memory, the entries read in place."""
    return Ground.open(tables_of(folder))


def tables_of(folder: Path) -> dict[str, Source]:
    """The files of each table. Raises `BangfuError` naming those that are missing."""
    roster = {n: folder / f"{n}.parquet" for n in (*CODED_TABLES, *RECORDS) if n != "act"}
    acts = [year / ACTS for year in folders(folder)]
    missing = [path for path in (*roster.values(), *acts) if not path.is_file()]
    if missing or not acts:
        where = [path.relative_to(folder).as_posix() for path in missing] or [LEDGER]
        raise BangfuError(*(Problem("archive_missing", str(folder), value=name) for name in where))
    return {**roster, "act": acts}


def packs_of(folder: Path) -> dict[str, Regulation]:
    """The regulations that were adopted where the archive was made, as they were worded there."""
    known = shipped()
    found: dict[str, Regulation] = {}
    for id_ in about(folder)["regulations"]:
        own = folder / PACKS / f"{id_}.toml"
        if own.is_file():
            found[id_] = parse(own.read_text(encoding="utf-8"), own.name)
        elif id_ in known:
            found[id_] = known[id_]
        else:
            raise BangfuError(Problem("unknown_regulation", str(folder), value=id_))
    return found


def archived(folder: Path) -> Archived:
    """An archive as commands take a case."""
    import pyarrow.parquet as pq  # noqa: PLC0415 -- slow to import, and wanted only here

    columns = ["code", "name", "level", "parent", "area"]
    path = folder / "place.parquet"
    if not path.is_file():
        raise BangfuError(Problem("archive_missing", str(folder), value=path.name))
    places = pq.read_table(path, columns=columns)
    schema = TABLES["places"].schema
    for name in ("tags", "aliases"):
        places = places.append_column(name, pa.nulls(places.num_rows, pa.string()))
    filled = case_of(folder.resolve().name, {"places": places.select(schema.names).cast(schema)})
    return Archived(filled.name, filled.tables, (), folder)
