"""Hand-written SQL: one query a duty, as an analyst who knows the ledger would write it.

Each query is given what the engine is given: the same Parquet, shard by shard, and the official calendar as a table.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from bangfu.regulation.workdays import WorkCalendar
from bangfu.verdict.ground import CODED_TABLES
from bench.laws import AS_OF, COVERAGE, FIRST, HOUSEHOLDS, NIGHTS, TWO_THIRDS, VISITS, WORKDAYS
from bench.outcome import Outcome

_HEAD = """
create view standing as select distinct s.role, s.person, s.org, coalesce(s.place, o.place) as place, s.first, s.last,
    list_contains(p.tags, 'poor_village') as poor
    from post s left join org o on o.i = s.org join place p on p.i = coalesce(s.place, o.place) where s.person is not null;
create view inside as select a.*, c.month, c.quarter from act a join calendar c on c.day = a.first;
create view member as select w.a as place, h.* from household h join within w on w.p = h.place;
"""

_VISITS = """
with helped as (select distinct g.person, h.place, greatest(g.first, h.first) as first, least(g.last, h.last) as last
    from pairing g join household h on h.i = g.household join place p on p.i = h.place
    where list_contains(p.tags, 'poor_village')),
done as (select b.person, b.place, a.month, count(distinct a.first) as times
    from inside a join kind k on k.k = a.kind and k.code = 'helping_visit' join helped b on b.person = a.person
    join within w on w.p = a.place and w.a = b.place where a.first between b.first and b.last group by all)
select count(*) from done where times >= 1"""

_TARGETS = """
with secretary as (select * from standing where role = 'first_secretary' and poor),
span as (select {period} as period, min(day) as first, max(day) as last from calendar group by all),
base as (select m.place, t.period, count(*) as base from span t join member m on {there}
    where m.place in (select place from secretary) {poor} group by all),
done as (select s.person, s.org, s.place, t.period, count(distinct m.i) as reached
    from inside a join kind k on k.k = a.kind and k.code = 'household_visit'
    join secretary s on s.person = a.person and a.first between s.first and s.last
    join member m on m.i = a.household and m.place = s.place join span t on t.period = a.{period} and {there}
    where true {poor} group by all)
select count(*) from done join base using (place, period) where reached >= {enough}"""
_EXISTS = "m.first <= t.last and m.last >= t.first"
_THROUGHOUT = "m.first <= t.first and m.last >= t.last"
_POOR = "and list_has_any(m.kinds, ['registered', 'scattered'])"

_DAYS = """
with bearer as (select person, place, first, last from standing where role in ({roles}) {only}),
covered as (select distinct b.person, unnest(range(greatest(a.first, b.first), least(a.last, b.last) + 1)) as day
    from act a join kind k on k.k = a.kind and k.code in ({kinds}) join bearer b on b.person = a.person
    left join within w on w.p = a.place and w.a = b.place
    where k.away or (a.place is null and k.at_post) or w.p is not null),
achieved as (select person, count(distinct day) as days from covered join calendar using (day) where {which} group by person)
"""
_FIXED = _DAYS + "select count(*) from achieved where days >= {least}"
_SHARE = (
    _DAYS
    + """,
owed as (select distinct person, unnest(range(greatest(first, {first}), least(last, {last}) + 1)) as day from bearer),
base as (select person, count(*) filter (workday) as base from owed join calendar using (day) group by person)
select count(*) from base left join achieved using (person) where coalesce(days, 0) * 3 >= base * 2"""
)

_RESIDENT = "'team_leader', 'team_member', 'first_secretary'"


def queries() -> dict[str, str]:
    """The six queries by duty."""
    first, last = _day(FIRST), _day(AS_OF)
    away = "'resident_day', 'official_trip', 'official_meeting', 'training_day'"
    return {
        VISITS: _VISITS,
        HOUSEHOLDS: _TARGETS.format(period="month", there=_EXISTS, poor="", enough="least(base, 30)"),
        COVERAGE: _TARGETS.format(period="quarter", there=_THROUGHOUT, poor=_POOR, enough="base"),
        TWO_THIRDS: _SHARE.format(
            roles="'team_leader', 'team_member'",
            only="and poor",
            kinds="'resident_day'",
            which="true",
            first=first,
            last=last,
        ),
        WORKDAYS: _FIXED.format(roles=_RESIDENT, only="", kinds=away, which="workday", least=220),
        NIGHTS: _FIXED.format(roles=_RESIDENT, only="", kinds="'overnight_stay'", which="true", least=160),
    }


def run(shards: list[Path]) -> Outcome:
    """Every query over every shard; `parts` says what each duty cost."""
    found = Outcome(duties=len(queries()))
    for shard in shards:
        con = opened(shard)
        for duty, query in queries().items():
            begin = time.perf_counter()
            met = con.execute(query).fetchall()[0][0]
            found.parts[duty] = found.parts.get(duty, 0.0) + time.perf_counter() - begin
            found.met[duty] = found.met.get(duty, 0) + met
    return found


def opened(shard: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the tables of a shard, the calendar and the views."""
    con = duckdb.connect()
    con.execute("set preserve_insertion_order = false; set enable_progress_bar = false")
    for name in CODED_TABLES:
        con.execute(f"create view {name} as select * from read_parquet('{shard / name}.parquet')")
    con.register("calendar", calendar())
    con.execute(_HEAD)
    return con


def calendar() -> pa.Table:
    """Every day of the year: its number, month and quarter, and whether it is an official workday."""
    official = WorkCalendar()
    days = [FIRST + timedelta(days=n) for n in range((AS_OF - FIRST).days + 1)]
    return pa.table(
        {
            "day": pa.array([_day(d) for d in days], pa.int32()),
            "month": pa.array([d.month for d in days], pa.int32()),
            "quarter": pa.array([(d.month + 2) // 3 for d in days], pa.int32()),
            "workday": [official.is_workday(d) for d in days],
        }
    )


def _day(day: date) -> int:
    return (day - date(1970, 1, 1)).days
