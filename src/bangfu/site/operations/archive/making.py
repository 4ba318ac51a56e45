"""Making an archive: whole past years of the ledger, with the roster and the regulations that judge them.

1. The database is read at one moment, as its owner; the chain is followed from the first entry to the last.
2. An entry belongs to the year in which it was written, in the order of its book: so each year follows the one before it.
3. What was entered later and speaks of the archived years stands apart, in `later`: without it a visit that was written
   down in January would be missing from December's verdicts.
4. Entries are coded as the engine reads them, ordered by bearer. The folder takes its name when all of it is there.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex
from typing import Any

import psycopg
import pyarrow as pa
from psycopg.types.json import Json

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import worded
from bangfu.site.clock import now
from bangfu.site.exchange import take
from bangfu.site.first_accounts import DEMO
from bangfu.site.ledger.chain import Verification
from bangfu.site.ledger.chain import verify as follow
from bangfu.site.ledger.database import opened
from bangfu.site.operations.archive import manifest as about
from bangfu.site.operations.archive.files import Files, write_files
from bangfu.site.operations.archive.manifest import Manifest
from bangfu.site.operations.archive.written import SELECT
from bangfu.site.operations.backup.contents import require_whole
from bangfu.site.operations.sealed import sm3_of
from bangfu.verdict.archive import PACKS


@dataclass(frozen=True)
class Made:
    """An archive, its head to be noted elsewhere, and what the chain was found to be."""

    manifest: Manifest
    head: str
    chain: Verification


@dataclass(frozen=True)
class Taken:
    """What the database held at one moment: every entry with its year, the case as it stands, the adopted packs."""

    entries: pa.Table
    case: Case
    adopted: list[dict[str, str]]
    chain: Verification

    @property
    def packs(self) -> list[Regulation]:
        """The regulations."""
        return [worded(a["regulation"], a["pack"]) for a in self.adopted]


def make(url: str, home: Path, folder: Path, until: int, by: str) -> Made:
    """Archive the years through `until` of the database at `url`, as its owner, into a new folder, whole or not at all.

    `by` is who did it, for the log of acts.
    """
    _refuse(folder, until)
    taken = _taken(url)
    if taken.chain.breaks:
        count = (("count", str(len(taken.chain.breaks))),)
        raise BangfuError(Problem("archive_chain_broken", details=count))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".bangfu-archive-", dir=folder.parent) as beside:
            new = Path(beside) / "made"
            made = _fill(taken, new, until, demo=(home / DEMO).exists())
            with psycopg.connect(url) as connection:  # told and there, or neither
                _note(connection, by, made)
                if folder.exists():
                    folder.rmdir()
                new.rename(folder)
    except OSError as error:
        reason = (("reason", error.strerror or type(error).__name__),)
        raise BangfuError(Problem("unwritable_folder", str(folder), details=reason)) from error
    except psycopg.Error as error:  # a standby, where no act can be kept
        reason = (("reason", str(error).partition("\n")[0]),)
        raise BangfuError(Problem("database_failed", details=reason)) from error
    return made


def _refuse(folder: Path, until: int) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BangfuError(Problem("folder_not_empty", str(folder)))
    if until >= now().year:
        raise BangfuError(Problem("archive_year_open", value=str(until)))


def _taken(url: str) -> Taken:
    with opened(url) as ledger:
        require_whole(ledger.connection)
        [snapshot] = ledger.connection.execute("select pg_export_snapshot()").fetchone() or ("",)
        with take.opened(url) as connection:
            with connection.cursor() as cursor:
                cursor.execute(f"set transaction snapshot '{snapshot}'")
            entries = take.arrow(connection, SELECT)
            case = take.case(connection)
            adopted = take.arrow(
                connection, "select regulation, pack from duties_adoption order by 1"
            ).to_pylist()
        chain = follow(ledger.entries(), ledger.ends())
    return Taken(entries, case, adopted, chain)


def _fill(taken: Taken, folder: Path, until: int, *, demo: bool) -> Made:
    folder.mkdir(mode=0o700)
    files: Files = write_files(taken.entries, taken.case, taken.packs, folder, until)
    own = [a for a in taken.adopted if a["pack"]]
    for adoption in own:
        (folder / PACKS).mkdir(exist_ok=True)
        (folder / PACKS / f"{adoption['regulation']}.toml").write_text(adoption["pack"], encoding="utf-8")
    listed = sorted(p for p in folder.rglob("*") if p.is_file())
    manifest = Manifest(
        format=about.FORMAT,
        version=version("bangfu"),
        made_at=now().isoformat(timespec="seconds"),
        until=until,
        demo=demo,
        regulations=[a["regulation"] for a in taken.adopted],
        years=files.years,
        later=files.later,
        later_standing=files.later_standing,
        files={p.relative_to(folder).as_posix(): sm3_of(p) for p in listed},
    )
    head = about.SEAL.write(folder, manifest)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return Made(manifest, head, taken.chain)


def _note(connection: psycopg.Connection[Any], by: str, made: Made) -> None:
    """Who took the ledger away stands in the log of acts."""
    details = {"by": by, "until": made.manifest.until, "entries": made.manifest.entries, "head": made.head}
    connection.execute(
        "insert into web_act (id, kind, account, at, subject, address, reason, details)"
        " values (%s, 'export', '', clock_timestamp(), 'archive', '', '', %s)",
        [token_hex(8), Json(details)],
    )
