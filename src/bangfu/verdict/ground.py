"""The ground that verdicts stand on: a case as small coded tables in one DuckDB connection.

Names become row numbers once, here; everything after works on integers. `place` carries each place's ancestors,
`within` their closure, and open-ended posts get a last day far away. The archive of a province has the same tables as
Parquet and is opened without a case (`Ground.open`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bangfu.errors import BangfuError, Problem
from bangfu.facts.case import Case
from bangfu.facts.kinds import kind_table
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES, Vocabulary
from bangfu.regulation.workdays import WorkCalendar
from bangfu.verdict import coding

Source = pa.Table | Path | list[Path]  # a table, a Parquet file, or a table in several files
CODED_TABLES = ("place", "within", "org", "person", "household", "post", "pairing", "act", "kind")
NOBODY, UNKNOWN = -1, -2  # where a column has no row number
RECORDS = ("exemptions", "calendar")  # small tables kept as the case has them; an archive may lack them


@dataclass
class Ground:
    """Coded tables in `con`, the kinds of activity by code, the exemptions, and the official calendar."""

    con: duckdb.DuckDBPyConnection
    kinds: Mapping[str, int]
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    exemptions: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    home: str | None = None  # judge only the bearers of this area; None: everybody
    owed: dict[object, Any] = field(default_factory=dict[object, Any])  # rows that duties share, see owed.py
    _after: int | None = None  # the number of the next entry, once the ledger has changed
    _names: dict[tuple[str, str], list[str | None]] = field(
        default_factory=dict[tuple[str, str], list[str | None]]
    )
    _home_of: dict[str, NDArray[np.bool_]] = field(default_factory=dict[str, NDArray[np.bool_]])

    @classmethod
    def of(cls, case: Case, vocabulary: Vocabulary) -> Ground:
        """Code a case. It must have been read without problems: references are not checked again here."""
        con = _connect()
        kinds = {code: n for n, code in enumerate(vocabulary.codes("activity"))}
        con.register("kinds_in", kind_table(kinds))
        for name, table in case.tables.items():
            con.register(f"{name}_in", activity_days(table) if name == "activities" else table)
        con.execute(
            f"{coding.ROSTER}; create table act as {coding.ACTIVITIES.format(after=0)}; {coding.HOMES}"
        )
        for name in ("kinds", *case.tables):
            con.unregister(f"{name}_in")
        calendar, exemptions = (case.tables[name].to_pylist() for name in ("calendar", "exemptions"))
        return cls(con, kinds, _calendar(calendar), exemptions)

    @classmethod
    def open(cls, tables: Mapping[str, Source], home: str | None = None) -> Ground:
        """Open coded tables (Arrow, or Parquet files) as an archive or a shard holds them."""
        con = _connect()
        for name in CODED_TABLES:
            source = tables[name]
            if isinstance(source, pa.Table):
                con.register(name, source)
                continue
            files = [source] if isinstance(source, Path) else source
            quoted = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
            # The ledger is read in place, once; the roster is asked many times.
            what = "view" if name == "act" else "table"
            con.execute(f"create {what} {name} as select * from read_parquet([{quoted}])")
        found = con.execute("select code, k from kind").fetchall()
        calendar, exemptions = (_records(tables.get(name)) for name in ("calendar", "exemptions"))
        return cls(con, dict(found), _calendar(calendar), exemptions, home)

    def __enter__(self) -> Ground:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the memory of the tables; nothing can be asked of them afterwards."""
        self.con.close()

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles somebody holds, the helper's included where there are pairings."""
        held = {row[0] for row in self.rows("select distinct role from post")}
        paired = self.rows("select 1 from pairing limit 1")
        return frozenset(held | ({"responsible_helper"} if paired else set()))

    @cached_property
    def habits(self) -> dict[int, tuple[bool, bool]]:
        """Which kinds of activity happen at the post, and which lead away from it."""
        return {k: (at_post, away) for k, at_post, away in self.rows("select k, at_post, away from kind")}

    @cached_property
    def seats(self) -> NDArray[np.int64]:
        """The place of each organisation of that place's own level, by row; -1 for others."""
        query = "select coalesce(p.i, -1)::bigint as seat from org o left join place p on p.i = o.place and p.level = o.level order by o.i"
        return self.arrow(query)["seat"].to_numpy()

    def holds_any(self, roles: list[str]) -> bool:
        """Whether anybody could owe what these roles owe; the answer spares most queries of a small ground."""
        wider = {held for role in roles for held in LEADERS.get(role, (role,))}
        if "assisting_unit" in wider:  # whoever dispatched a cadre owes the cadre its visit
            wider |= set(RESIDENT_CADRES)
        return not self.roles.isdisjoint(wider)

    def at_home(self, table: str) -> NDArray[np.bool_]:
        """For each row of `person`, `org` or `household`, whether its home is this ground's."""
        if table not in self._home_of:
            query = f"select coalesce(home = '{self.home}', false) as home from {table} order by i"
            self._home_of[table] = self.arrow(query)["home"].to_numpy()
        return self._home_of[table]

    def add_activities(self, table: pa.Table) -> None:
        """Take further ledger entries, with the exchange format's columns.

        Raises `BangfuError` (`duplicate`, `unknown_code`, `unknown_reference`) where an id is there already, or what an
        entry names is not; then none is taken.
        """
        after = self._own_ledger()
        self.con.register("activities_in", activity_days(table))
        try:
            problems = [
                Problem(fault, "activities", value=value, details=(("table", table_), ("code", value)))
                for fault, value, table_ in self.rows(coding.REFUSED)
            ]
            if problems:
                raise BangfuError(*problems)
            self.con.execute(f"insert into act by name {coding.ACTIVITIES.format(after=after)}")
        finally:
            self.con.unregister("activities_in")
        self._after = after + table.num_rows

    def remove_activities(self, ids: Iterable[str]) -> None:
        """Forget ledger entries that were withdrawn, or corrected by another. Ids that are not there change nothing."""
        self._own_ledger()
        self.con.execute("delete from act where list_contains(?, id)", [list(ids)])

    def _own_ledger(self) -> int:
        """Have the ledger as a table of this ground, not in the archive; the number of the next entry."""
        if self._after is None:
            kept = self.rows("select table_type from information_schema.tables where table_name = 'act'")
            if kept[0][0] == "VIEW":
                self.con.execute(
                    "create table own as select * from act; drop view act; alter table own rename to act"
                )
            self._after = int(self.rows("select coalesce(max(i) + 1, 0) from act")[0][0])
        return self._after

    def arrow(self, query: str) -> pa.Table:
        """The answer to a SELECT as Arrow."""
        return self.con.sql(query).to_arrow_table()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The answer to a small SELECT, whole."""
        return self.con.execute(query, list(values)).fetchall()

    def table(self, name: str) -> pa.Table:
        """One coded table as Arrow."""
        return self.arrow(f"select * from {name}")

    def names(self, table: str, column: str = "id") -> list[str | None]:
        """The ids (or names) of a table of the roster by row number, read once."""
        if (table, column) not in self._names:
            query = f"select {column} as name from {table} order by i"
            self._names[table, column] = self.arrow(query)["name"].to_pylist()
        return self._names[table, column]

    def number(self, table: str, id_: str | None) -> int:
        """The row number of an id (of a place's code); NOBODY for none, UNKNOWN for one that is not there."""
        if id_ is None:
            return NOBODY
        found = self.rows(f"select i from {table} where {'code' if table == 'place' else 'id'} = ?", [id_])
        return found[0][0] if found else UNKNOWN


def _connect() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("set preserve_insertion_order = false; set enable_progress_bar = false; set threads=2")
    return con


def activity_days(table: pa.Table) -> pa.Table:
    """Activities with their days as numbers and a number of their own, as they are coded from."""
    on = table["on"].cast(pa.int32())
    until = table["until"].cast(pa.int32())
    number = pa.array(np.arange(table.num_rows, dtype=np.int32))
    return table.append_column("on_day", on).append_column("until_day", until).append_column("n", number)


def _records(source: Source | None) -> list[dict[str, Any]]:
    if source is None:
        return []
    files = [source] if isinstance(source, Path) else source
    found = [pq.read_table(file) for file in files] if isinstance(files, list) else [files]
    return pa.concat_tables(found).to_pylist()


def _calendar(rows: list[dict[str, Any]]) -> WorkCalendar:
    corrections: dict[date, bool] = {row["date"]: row["workday"] == "yes" for row in rows}
    return WorkCalendar(corrections)
