"""The shard: the bearers of one home area, judged by one pure function from Arrow tables to an Arrow table.

A county calls it once; a province runs it over processes (`judge_shards`); Spark runs the same function over the same
folders (`bangfu.verdict.spark`), so the distributed answer is the same by construction. A ledger entry is written into
every shard in which it may count; a bearer has exactly one home.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bangfu.facts.tables import TABLES
from bangfu.regulation.model import Regulation
from bangfu.verdict.archive import is_archive, tables_of
from bangfu.verdict.evaluation import Evaluation, Judged, evaluate_ground
from bangfu.verdict.ground import CODED_TABLES, RECORDS, Ground, Source
from bangfu.verdict.owed import KEY

SCHEMA = pa.schema(
    [
        ("regulation", pa.string()),
        ("duty", pa.string()),
        ("role", pa.string()),
        *((c, pa.int32()) for c in KEY if c != "role"),
        ("period_start", pa.date32()),
        ("period_last", pa.date32()),
        ("achieved", pa.int64()),
        ("base", pa.int64()),
        ("required", pa.int64()),
        ("required_of", pa.int64()),
        ("status", pa.uint8()),
        ("marks", pa.uint16()),
    ]
)

# What a person does or receives may count wherever a post is held, for the unit that gave it and for the bodies there.
_ROUTE = """
create or replace temp table stand as
    select s.person, o.home from post s join org o on o.i = s.org
    union select s.person, left(p.code, 6) from post s join place p on p.i = s.place;
create or replace temp table route as
    select distinct i, home from (
        select a.i, q.home from act a join person q on q.i = a.person
        union all select a.i, o.home from act a join org o on o.i = a.org
        union all select a.i, q.home from act a join person q on q.i = a.cperson
        union all select a.i, o.home from act a join org o on o.i = a.corg
        union all select a.i, h.home from act a join household h on h.i = a.household
        union all select a.i, left(p.code, 6) from act a join place p on p.i = a.place
        union all select a.i, t.home from act a join stand t on t.person = a.person
        union all select a.i, t.home from act a join stand t on t.person = a.cperson)
    where home is not null"""


def judge_shard(
    tables: Mapping[str, Source], home: str | None, regulations: Sequence[Regulation], as_of: date
) -> pa.Table:
    """Judge the bearers of one area. `tables` are coded tables (`CODED_TABLES`); the answer has `SCHEMA`."""
    with Ground.open(tables, home) as ground:
        return verdict_table(evaluate_ground(ground, regulations, as_of))


def verdict_table(evaluation: Evaluation) -> pa.Table:
    """All verdicts of an evaluation in columns, one row each, ids as the numbers of the coded tables."""
    parts = [_columns(j) for j in evaluation.judged if j.verdicts.valid.any()]
    return pa.concat_tables(parts) if parts else SCHEMA.empty_table()


def _columns(judged: Judged) -> pa.Table:
    v = judged.verdicts
    line, period = np.nonzero(v.valid)
    keys = judged.keys.take(line)
    starts = np.array([p.start for p in v.periods], dtype="datetime64[D]")
    lasts = np.array([p.last for p in v.periods], dtype="datetime64[D]")
    count = len(line)
    columns = {
        "regulation": pa.repeat(judged.head.id, count),
        "duty": pa.repeat(judged.id, count),
        **{c: keys[c] for c in KEY},
        "period_start": starts[period],
        "period_last": lasts[period],
        "achieved": v.achieved[line, period],
        "base": v.base[line, period],
        "required": v.required[line, period],
        "required_of": np.full(count, v.required_of),
        "status": v.status[line, period],
        "marks": v.marks[line, period],
    }
    return pa.table(columns).cast(SCHEMA)


def write_shards(ground: Ground, folder: Path) -> list[Path]:
    """Cut a ground into its home areas, one folder each: the roster, and every entry that may count there.

    Entries are ordered by bearer, so that a shard of a large archive reads only its own row groups.
    """
    ground.con.execute(_ROUTE)
    homes = [
        r[0]
        for r in ground.rows(
            "select home from org union select home from person union select home from household order by 1"
        )
    ]
    shards = [_write_shard(ground, folder, home) for home in homes if home is not None]
    for shard in shards:
        write_records(ground, shard)
    return shards


def write_records(ground: Ground, shard: Path) -> None:
    """Write the exemptions and the corrected workdays of a ground."""
    days = [
        {"date": day, "workday": "yes" if works else "no"}
        for day, works in ground.calendar.corrections.items()
    ]
    for name, rows in (("exemptions", ground.exemptions), ("calendar", days)):
        pq.write_table(pa.Table.from_pylist(rows, TABLES[name].schema), shard / f"{name}.parquet")


def _write_shard(ground: Ground, folder: Path, home: str) -> Path:
    shard = folder / home
    shard.mkdir(parents=True, exist_ok=True)
    for name in CODED_TABLES:
        source = f"select * from {name}"
        if name == "act":
            source = f"select a.* from act a join route r on r.i = a.i and r.home = '{home}' order by a.org, a.person, a.first"
        pq.write_table(ground.arrow(source), shard / f"{name}.parquet")
    (shard / "shard.json").write_text(json.dumps({"home": home}), encoding="utf-8")
    return shard


def open_shard(shard: Path) -> tuple[dict[str, Source], str | None]:
    """The tables of a shard folder, as files to be read in place, and its home. An archive is such a folder, too."""
    if is_archive(shard):
        return tables_of(shard), None
    about = shard / "shard.json"
    home = json.loads(about.read_text(encoding="utf-8"))["home"] if about.exists() else None
    records = [name for name in RECORDS if (shard / f"{name}.parquet").exists()]
    return {name: shard / f"{name}.parquet" for name in (*CODED_TABLES, *records)}, home


def judge_folder(shard: Path, regulations: Sequence[Regulation], as_of: date) -> pa.Table:
    """`judge_shard` on a shard folder."""
    tables, home = open_shard(shard)
    return judge_shard(tables, home, regulations, as_of)


def judge_shards(
    shards: Iterable[Path], regulations: Sequence[Regulation], as_of: date, processes: int = 2
) -> Iterator[pa.Table]:
    """Judge many shard folders over processes, in their order."""
    # Fresh processes: a fork would inherit the locks of the database's threads, and break now and then.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(judge_folder, regulations=list(regulations), as_of=as_of), shards)
