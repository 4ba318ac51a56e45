"""A case put into numbers: the SELECTs that code its tables. Everything after works on integers."""

from __future__ import annotations

LONG_AGO, FAR_AWAY = -25567, 60000  # 1900-01-01 and 2134-04-10, as days since 1970

ROSTER = """
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
""".format(
    first=f"coalesce(datediff('day', date '1970-01-01', start), {LONG_AGO})::int as first",
    last=f"""coalesce(datediff('day', date '1970-01-01', "end"), {FAR_AWAY})::int as last""",
)

ACTIVITIES = """
select (a.n + {after})::int as i, kind.k as kind, a.on_day as first,
    coalesce(a.until_day, a.on_day) as last, q.i as person, coalesce(o.i, q.org) as org, o.i is not null as signed,
    coalesce(p.i, h.place) as place, h.i as household, cq.i as cperson, co.i as corg, a.id
    from activities_in a join kind on kind.code = a.kind
    left join person q on q.id = a.person left join org o on o.id = a.organisation
    left join place p on p.code = a.place left join household h on h.id = a.household
    left join person cq on cq.id = a.counterpart_person left join org co on co.id = a.counterpart_organisation"""

# Entries that cannot be taken: an id that is there already, or something named that is not.
REFUSED = """
select 'duplicate', id, '' from (select id from activities_in intersect select id from act)
union all select 'duplicate', id, '' from activities_in group by id having count(*) > 1
union all select 'unknown_code', a.kind, '' from activities_in a anti join kind on kind.code = a.kind
""" + "".join(
    f"""union all select distinct 'unknown_reference', a.{column}, '{name}' from activities_in a
    anti join {table} t on t.{key} = a.{column} where a.{column} is not null
"""
    for column, table, key, name in (
        ("person", "person", "id", "people"),
        ("counterpart_person", "person", "id", "people"),
        ("organisation", "org", "id", "organisations"),
        ("counterpart_organisation", "org", "id", "organisations"),
        ("household", "household", "id", "households"),
        ("place", "place", "code", "places"),
    )
)

# The home of a bearer is the area whose shard judges it: its county, or the province's or prefecture's own.
HOMES = """
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
