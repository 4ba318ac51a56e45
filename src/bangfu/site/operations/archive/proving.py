"""Proving an archive without a database: its files, its chain from year to year, and that the engine reads what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain as joined
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bangfu.errors import BangfuError, Problem
from bangfu.facts.tables import TABLES
from bangfu.site.ledger.chain import Break, Entry, Verification, content, link, verify
from bangfu.site.operations.archive.manifest import SEAL, Manifest
from bangfu.site.operations.archive.written import entries
from bangfu.verdict.archive import LATER, LEDGER, folders, ground_of
from bangfu.verdict.coding import ACTIVITIES
from bangfu.verdict.ground import Ground, activity_days

# What stands of what was written, in the order of the books, as the exchange format has it.
_STANDING = """select id, kind, "on", until, person, organisation,
        left(place::text, case when place % 1000000 = 0 then 6 when place % 1000 = 0 then 9 else 12 end) as place, household,
        counterpart_person, counterpart_organisation, nullif(note, '') as note
    from read_parquet([{files}]) w
    where not withdraws and not exists (select 1 from read_parquet([{files}]) c where c.corrects = w.id)
    order by book, seq"""


def proved(folder: Path, heads: Iterable[str] = (), head: str | None = None) -> tuple[Manifest, Verification]:
    """The manifest and what came of following the chain. Raises `BangfuError` for files that are not as they were."""
    manifest = SEAL.checked(folder, head)
    return manifest, chain_of(folder, manifest, heads)


def chain_of(folder: Path, manifest: Manifest, heads: Iterable[str] = ()) -> Verification:
    """Follow every book from its first archived year to its last, and look at each later entry by itself."""
    years = [year for year in folders(folder) if year.name != LATER]
    found = verify(joined.from_iterable(entries(year) for year in years), manifest.ends, heads)
    for year in years:
        told = manifest.years.get(year.name)
        if told is None or told.entries != pq.read_metadata(year / LEDGER).num_rows:
            found.breaks.append(Break("unreadable", None, int(year.name), None))
    if (folder / LATER / LEDGER).is_file():
        found.breaks += _later(entries(folder / LATER), manifest)
    return found


def _later(written: Iterable[Entry], manifest: Manifest) -> Iterator[Break]:
    """Entries between which others are left out: each holds its own hash, and stands behind the end of its book."""
    for entry in written:
        try:
            if link(entry["former"], content(entry)) != entry["hash"]:
                yield Break("hash", entry["book"], entry["seq"], entry["id"])
            elif entry["seq"] <= manifest.ends.get(int(entry["book"]), (0, ""))[0]:
                yield Break("order", entry["book"], entry["seq"], entry["id"])
        except (KeyError, TypeError, ValueError):
            yield Break("unreadable", None, None, None)


def require_same_acts(folder: Path) -> int:
    """Code what was written anew; how many entries stand. Raises `BangfuError` where the engine would read anything else."""
    files = ", ".join("'" + str(year / LEDGER).replace("'", "''") + "'" for year in folders(folder))
    with ground_of(folder) as ground:
        standing = _standing(ground, files)
        ground.con.register("activities_in", activity_days(standing))
        coded = ACTIVITIES.format(after=0)
        columns = "kind, first, last, person, org, signed, place, household, cperson, corg, id, i"
        [(differ,)] = ground.rows(
            f"""select count(*) from (
                (select {columns} from ({coded}) except all select {columns} from act)
                union all (select {columns} from act except all select {columns} from ({coded})))"""
        )
        if differ:
            raise BangfuError(Problem("archive_acts", str(folder), details=(("count", str(differ)),)))
        return standing.num_rows


def _standing(ground: Ground, files: str) -> pa.Table:
    ground.con.execute("set preserve_insertion_order = true")
    return ground.arrow(_STANDING.format(files=files)).cast(TABLES["activities"].schema)
