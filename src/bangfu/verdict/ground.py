"""The ground that verdicts stand on: a case as small coded tables in one DuckDB connection.

Names become row numbers once, here; everything after works on integers. `place` carries each place's ancestors,
`within` their closure, and open-ended posts get a last day far away. The archive of a province has the same tables as
Parquet and is opened without a case (`Ground.open`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

from bangfu.facts.case import Case
from bangfu.regulation.vocabulary import AT_THE_POST, AWAY, LEADERS, RESIDENT_CADRES, Vocabulary
from bangfu.regulation.workdays import WorkCalendar

LONG_AGO, FAR_AWAY = -25567, 60000  # 1900-01-01 and 2134-04-10, as days since 1970
# The home of a bearer is the area whose shard judges it: its county, or the province's or prefecture's own.
_HOMES = """
alter table org add column home varchar; alter table person add column home varchar; alter table household add column home varchar;
create temp table seat as
    select o.i, o.level, min(p.code) as code from org o left join post s on s.org = o.i
    left join place p on p.i = coalesce(o.place, s.place) group by all;
update org set home = case when seat.level in ('province', 'central') then left(seat.code, 2)
    when seat.level = 'prefecture' then left(seat.code, 4) else left(seat.code, 6) end from seat where seat.i = org.i;
update household set home = left(p.code, 6) from place p where p.i = household.place;
create temp table stands as
    select s.person as i, left(p.code, 6) as code from post s join place p on p.i = s.place where s.person is not null
    union all select g.person, h.home from pairing g join household h on h.i = g.household;
update person set home = o.home from org o where o.i = person.org;
update person set home = o.home from post s join org o on o.i = s.org where s.person = person.i and s.place is null;
update person set home = f.code from (select i, min(code) as code from stands group by i) f where f.i = person.i;
"""

CODED_TABLES = ("place", "within", "org", "person", "household", "post", "pairing", "act", "kind")
RECORDS = ("exemptions", "calendar")  # small tables kept as the case has them; an archive may lack them

_ENCODE = """
create table kind as select k::usmallint as k, code, at_post, away from kinds_in;
create table place as select (row_number() over (order by code) - 1)::int as i, code, name, level,
    coalesce(string_split(tags, ' '), []) as tags, parent, area from places_in;
create table within as
    with recursive up(p, a) as (
        select i, i from place
        union
        select up.p, parent.i from up join place child on child.i = up.a join place parent on parent.code = child.parent)
    select p, a from up;
alter table place add column township int; alter table place add column county int;
update place set township = t.i from within w join place t on t.i = w.a and t.level = 'township' where w.p = place.i;
update place set county = t.i from within w join place t on t.i = w.a and t.level = 'county' where w.p = place.i;
create table org as select (row_number() over (order by o.id) - 1)::int as i, o.id, o.name, o.level, o.kind,
    p.i as place from organisations_in o left join place p on p.code = o.place;
create table person as select (row_number() over (order by q.id) - 1)::int as i, q.id, q.name, o.i as org,
    q.rank from people_in q left join org o on o.id = q.organisation;
create table household as select (row_number() over (order by h.id) - 1)::int as i, h.id, p.i as place, h.head,
    coalesce(string_split(h.kinds, ' '), []) as kinds, {first}, {last}
    from households_in h left join place p on p.code = h.place;
create table post as select s.id, s.role, q.i as person, coalesce(o.i, q.org) as org, p.i as place, {first}, {last}
    from posts_in s left join person q on q.id = s.person left join org o on o.id = s.organisation
    left join place p on p.code = s.place;
create table pairing as select g.id, q.i as person, h.i as household, {first}, {last}
    from pairings_in g join person q on q.id = g.person join household h on h.id = g.household;
create table act as select a.n::int as i, kind.k as kind, a.on_day as first,
    coalesce(a.until_day, a.on_day) as last, q.i as person, coalesce(o.i, q.org) as org, o.i is not null as signed,
    coalesce(p.i, h.place) as place, h.i as household, cq.i as cperson, co.i as corg, a.id
    from activities_in a join kind on kind.code = a.kind
    left join person q on q.id = a.person left join org o on o.id = a.organisation
    left join place p on p.code = a.place left join household h on h.id = a.household
    left join person cq on cq.id = a.counterpart_person left join org co on co.id = a.counterpart_organisation;
""".format(
    first=f"coalesce(datediff('day', date '1970-01-01', start), {LONG_AGO})::int as first",
    last=f"""coalesce(datediff('day', date '1970-01-01', "end"), {FAR_AWAY})::int as last""",
)


@dataclass
class Ground:
    """Coded tables in `con`, the kinds of activity by code, the exemptions, and the official calendar."""

    con: duckdb.DuckDBPyConnection
    kinds: Mapping[str, int]
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    exemptions: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    home: str | None = None  # judge only the bearers of this area; None: everybody
    owed: dict[object, Any] = field(default_factory=dict[object, Any])  # rows that duties share, see owed.py
    _home_of: dict[str, NDArray[np.bool_]] = field(default_factory=dict[str, NDArray[np.bool_]])

    @classmethod
    def of(cls, case: Case, vocabulary: Vocabulary) -> Ground:
        """Code a case. It must have been read without problems: references are not checked again here."""
        con = _connect()
        kinds = {code: n for n, code in enumerate(vocabulary.codes("activity"))}
        con.register("kinds_in", kind_table(kinds))
        for name, table in case.tables.items():
            con.register(f"{name}_in", _activity_days(table) if name == "activities" else table)
        con.execute(_ENCODE + _HOMES)
        calendar, exemptions = (case.tables[name].to_pylist() for name in ("calendar", "exemptions"))
        return cls(con, kinds, _calendar(calendar), exemptions)

    @classmethod
    def open(cls, tables: Mapping[str, pa.Table | Path], home: str | None = None) -> Ground:
        """Open coded tables (Arrow, or Parquet files) as an archive or a shard holds them."""
        con = _connect()
        for name in CODED_TABLES:
            source = tables[name]
            if isinstance(source, Path):
                quoted = str(source).replace("'", "''")
                # The ledger is read in place, once; the roster is asked many times.
                what = "view" if name == "act" else "table"
                con.execute(f"create {what} {name} as select * from read_parquet('{quoted}')")
            else:
                con.register(name, source)
        found = con.execute("select code, k from kind").fetchall()
        calendar, exemptions = (_records(tables.get(name)) for name in ("calendar", "exemptions"))
        return cls(con, dict(found), _calendar(calendar), exemptions, home)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles somebody holds, the helper's included where there are pairings."""
        held = {row[0] for row in self.rows("select distinct role from post")}
        paired = self.rows("select 1 from pairing limit 1")
        return frozenset(held | ({"responsible_helper"} if paired else set()))

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
        """The ids (or names) of a coded table by row number."""
        return [row[0] for row in self.rows(f"select {column} from {table} order by i")]


def kind_table(kinds: Mapping[str, int]) -> pa.Table:
    """The kinds of activity as a table: which happen at the post, and which lead away from it."""
    return pa.table(
        {
            "code": list(kinds),
            "k": pa.array(kinds.values(), pa.uint16()),
            "at_post": [c in AT_THE_POST for c in kinds],
            "away": [c in AWAY for c in kinds],
        }
    )


def _connect() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("set preserve_insertion_order = false; set enable_progress_bar = false; set threads=2")
    return con


def _activity_days(table: pa.Table) -> pa.Table:
    on = table["on"].cast(pa.int32())
    until = table["until"].cast(pa.int32())
    number = pa.array(range(table.num_rows), pa.int32())
    return table.append_column("on_day", on).append_column("until_day", until).append_column("n", number)


def _records(source: pa.Table | Path | None) -> list[dict[str, Any]]:
    if source is None:
        return []
    return (pq.read_table(source) if isinstance(source, Path) else source).to_pylist()


def _calendar(rows: list[dict[str, Any]]) -> WorkCalendar:
    corrections: dict[date, bool] = {row["date"]: row["workday"] == "yes" for row in rows}
    return WorkCalendar(corrections)
