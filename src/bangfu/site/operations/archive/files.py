"""The Parquet files of an archive: what was written, year by year, and the same coded as the engine reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.regulation.model import Regulation
from bangfu.regulation.packs import shipped
from bangfu.site.operations.archive.manifest import Volume, Year
from bangfu.verdict.archive import ACTS, LATER, LEDGER
from bangfu.verdict.ground import CODED_TABLES, Ground
from bangfu.verdict.shard import write_records

# What one read fetches at least: a bearer's entries of a year lie in one group or two.
GROUP = 16_384  # rows
# What was entered later is kept with whatever it corrects and is corrected by, so that what stands can be proved.
_KEPT = """with recursive said as (
        select id from written where year <= {until} or "on" <= date '{until}-12-31'
        union select w.id from written w join said on w.corrects = said.id)
    select w.id, case when w.year <= {until} then w.year::text else '{later}' end as folder
    from written w join said on said.id = w.id"""
_BOOKS = """select book, min(seq), max(seq), arg_min(former, seq), arg_max(hash, seq)
    from written where year = ? group by book order by book"""


@dataclass(frozen=True)
class Files:
    """What was written into the folders."""

    years: dict[str, Year]
    later: int
    later_standing: int


def write_files(
    entries: pa.Table, case: Case, packs: Sequence[Regulation], folder: Path, until: int
) -> Files:
    """Write the roster once and the entries by year. `case` holds all that stands, the ledger in the order of its books."""
    years = sorted(y for y in pc.unique(entries["year"]).to_pylist() if y <= until)
    if not years:
        raise BangfuError(Problem("archive_empty", value=str(until)))
    kept = _kept(entries, until)
    acts = case["activities"]
    standing = acts.filter(pc.is_in(acts["id"], kept["id"].combine_chunks()))
    # The words of all regulations: whoever judges by another one later finds its kinds of activity.
    words = [*shipped().values(), *(p for p in packs if p.regulation.id not in shipped())]
    with Ground.of(
        Case(case.name, {**case.tables, "activities": standing}), case.vocabulary(words)
    ) as ground:
        ground.con.register("written", entries)
        ground.con.register("kept", kept)
        for name in CODED_TABLES:
            if name != "act":
                pq.write_table(ground.table(name), folder / f"{name}.parquet", compression="zstd")
        write_records(ground, folder)
        told = {str(year): _year(ground, folder, year) for year in years}
        later, later_standing = _folder(ground, folder, LATER)
    return Files(told, later, later_standing)


def _kept(entries: pa.Table, until: int) -> pa.Table:
    """The entries that the archive holds, and in which folder."""
    with duckdb.connect() as con:
        con.register("written", entries)
        return con.sql(_KEPT.format(until=until, later=LATER)).to_arrow_table()


def _year(ground: Ground, folder: Path, year: int) -> Year:
    entries, standing = _folder(ground, folder, str(year))
    books = {
        str(book): Volume(first, last, former, hash_)
        for book, first, last, former, hash_ in ground.rows(_BOOKS, [year])
    }
    return Year(entries, standing, books)


def _folder(ground: Ground, folder: Path, name: str) -> tuple[int, int]:
    """One folder of entries; how many it holds, and how many of them stand. Empty, it is left out."""
    written = ground.arrow(
        f"""select w.* exclude (year) from written w join kept k on k.id = w.id
        where k.folder = '{name}' order by w.book, w.seq"""
    )
    if not written.num_rows:
        return 0, 0
    acts = ground.arrow(
        f"""select a.* from act a join kept k on k.id = a.id
        where k.folder = '{name}' order by a.org, a.person, a.first, a.i"""
    )
    (folder / name).mkdir()
    for table, file in ((written, LEDGER), (acts, ACTS)):
        pq.write_table(table, folder / name / file, compression="zstd", row_group_size=GROUP)
    return written.num_rows, acts.num_rows
