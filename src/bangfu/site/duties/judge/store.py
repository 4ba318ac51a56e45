"""Keeping verdicts in the database: whole where the roster or the day changed, else only what an entry changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import psycopg
import pyarrow as pa
from psycopg.types.json import Json
from pyarrow import csv

from bangfu.site.duties.judge.rows import COLUMNS

_STAGE = """create temp table if not exists stage (number bigint, regulation text, clause text, duty text, role text,
    person text, organisation text, place text, household text, counterpart text, period_start date, period_end date,
    required float8, achieved float8, unit text, status text, marks integer)"""
_LISTED = ", ".join(COLUMNS)
_INSERT = """insert into duties_verdict (snapshot_id, number, regulation, clause, duty, role, person_id, organisation_id,
        place_id, household_id, counterpart, period_start, period_end, required, achieved, unit, status, marks, area)
    select %s, s.number, s.regulation, s.clause, s.duty, s.role, s.person, s.organisation, p.code, s.household,
        s.counterpart, s.period_start, s.period_end, s.required, s.achieved, s.unit, s.status, s.marks,
        coalesce(p.code, h.place_id)
    from (select *, rpad(place, 12, '0')::bigint as code from stage) s
    left join roster_place p on p.code = s.code left join roster_household h on h.id = s.household"""
_UPDATE = """update duties_verdict v set required = s.required, achieved = s.achieved, status = s.status, marks = s.marks
    from stage s where v.snapshot_id = %s and v.number = s.number"""
_SNAPSHOT = """insert into duties_snapshot (as_of, live, packs, seq, edition, made_at)
    values (%(as_of)s, false, %(packs)s, %(seq)s, 1, clock_timestamp())
    on conflict (as_of) do update set packs = excluded.packs, seq = excluded.seq,
        edition = duties_snapshot.edition + 1, made_at = excluded.made_at
    returning id"""

Connection = psycopg.Connection[tuple[Any, ...]]


def write(
    connection: Connection,
    as_of: date,
    rows: pa.Table,
    *,
    seqs: Mapping[int, int],
    packs: list[str],
    whole: bool,
    live: bool,
) -> None:
    """Write rows of one snapshot, in one transaction: a reader sees the former state or the new one."""
    about = {"as_of": as_of, "packs": Json(packs), "seq": sum(seqs.values())}
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT, about)
        (snapshot,) = cursor.fetchone() or (0,)
        if live:
            cursor.execute(
                "update duties_snapshot set live = (id = %s) where live <> (id = %s)", [snapshot] * 2
            )
        _stage(cursor, rows)
        if whole:
            cursor.execute("delete from duties_verdict where snapshot_id = %s", [snapshot])
            cursor.execute(_INSERT, [snapshot])
        elif rows.num_rows:
            cursor.execute(_UPDATE, [snapshot])
        cursor.execute("notify bangfu_verdicts")
    if whole:
        connection.execute("select know_verdicts()")


def _stage(cursor: psycopg.Cursor[Any], rows: pa.Table) -> None:
    cursor.execute(_STAGE)
    cursor.execute("truncate stage")
    if not rows.num_rows:
        return
    text = io.BytesIO()
    csv.write_csv(rows.combine_chunks(), text, csv.WriteOptions(include_header=False))
    with cursor.copy(f"copy stage ({_LISTED}) from stdin (format csv)") as copy:
        copy.write(text.getbuffer())


def forget(connection: Connection, keep: int) -> None:
    """Throw away the oldest snapshots of past days that somebody once asked for."""
    connection.execute(
        "delete from duties_snapshot where not live and id not in "
        "(select id from duties_snapshot where not live order by made_at desc limit %s)",
        [keep],
    )
