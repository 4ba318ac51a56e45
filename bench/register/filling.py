"""Households with five years of versions, loaded by the owner beside those of the demo county, as a dump is.

The triggers of people are away meanwhile; what stands is then made by the site's own function. Names are made of 36 surnames and
two characters more, so that searches find as much as they would among people.
"""

from __future__ import annotations

from typing import Any

import psycopg

from bench.register.names import NAMES

VERSIONS, FIRST_YEAR, YEAR = 5, 2016, 2020
TABLES = (
    "roster_household", "household_version", "household_member", "roster_pairing", "measures_plan", "measures_measure",
    "measures_decision", "measures_wish", "exits_standing",
)  # fmt: skip
HOUSEHOLDS = """insert into roster_household (id, place_id, head, key, kinds, phone, id_number, bank_account, start)
    select 'bench-' || n, v.code, (%(names)s::text[])[n * 7 %% %(named)s + 1], (%(keys)s::text[])[n * 7 %% %(named)s + 1],
        array['registered'], '', '', '', '2016-01-01'
    from generate_series(1, %(wanted)s) n join (select code, row_number() over (order by code) r, count(*) over () c
        from roster_place where level = 'village') v on v.r = n %% v.c + 1"""
FILED = """insert into household_version (id, household_id, start, why, note, address, rooms, causes, education, medical, housing,
        water, wish, recorded_at, recorded_by, within, intake)
    select 'bench-' || n || '-' || y, 'bench-' || n, d.day, 'yearly', '载入', '第' || n %% 9 || '组', '砖木，4间',
        (array['{illness,skill}', '{disability}', '{schooling,labour}', '{skill}', '{labour}']::varchar[])[(n + y) %% 5 + 1]::varchar[],
        'yes', 'yes', case when (n + y) %% 9 = 0 then 'no' else 'yes' end, case when n %% 11 = 0 then '' else 'yes' end,
        '想再养两头牛', d.day + interval '10 hours', 'bench', 0, ''
    from generate_series(1, %(wanted)s) n, generate_series(1, %(versions)s) y,
        lateral (select make_date(%(first)s + y - 1, 1 + n %% 10, 1 + n %% 28) as day) d"""
PEOPLE = """insert into household_member (version_id, number, key, name, letters, relation, birth, id_number, mark, ability, will, eligible, enrolled)
    select 'bench-' || n || '-' || y, m, 'bench-' || n || '-' || m, (%(names)s::text[])[i.i], (%(keys)s::text[])[i.i],
        case m when 1 then 'head' when 2 then 'spouse' else 'child' end, make_date(1950 + (n + m * 17) %% 65, 1 + n %% 12, 1),
        '', md5('bench-' || n || '-' || m), (array['full', 'partial', 'none'])[(n + m) %% 3 + 1], 'yes', n %% 5 = 0, n %% 10 = 0
    from generate_series(1, %(wanted)s) n, generate_series(1, %(versions)s) y, generate_series(1, 4) m,
        lateral (select (n * 7 + (m - 1) * 211) %% %(named)s + 1 as i) i where m <= 3 + n %% 2"""
HELPED = """insert into roster_pairing (id, household_id, person_id, place_id, start, "end")
    select 'bench-' || n || '-' || y, 'bench-' || n, p.id, h.place_id, make_date(2012 + y * 4, 1, 1),
        case y when 1 then date '2019-12-31' end
    from generate_series(1, %(wanted)s) n cross join generate_series(1, 2) y join roster_household h on h.id = 'bench-' || n
        join (select person_id as id, row_number() over (order by person_id) r, count(*) over () c from
            (select distinct person_id from roster_pairing) d) p on p.r = (n + y) %% p.c + 1 where n %% 50 > 0 or y = 1"""
PLANS = """insert into measures_plan (id, household_id, year, adopted_on, recorded_at, recorded_by)
    select 'bench-' || n, 'bench-' || n, %(year)s, make_date(%(year)s, 3, 1), make_date(%(year)s, 3, 1), 'bench'
    from generate_series(1, %(wanted)s) n where n %% 20 > 0"""
MEASURES = """insert into measures_measure (id, plan_id, category, text, answers, responsible_id, planned_from, planned_to, state, result, recorded_at, recorded_by)
    select p.id || '-' || m, p.id, (array['industry', 'employment', 'medical_aid'])[m], '措施' || p.id || m,
        (array['{skill,labour}', '{schooling}', '{illness,disability}']::varchar[])[m]::varchar[], g.person_id,
        p.adopted_on, make_date(p.year, 12, 31), (array['done', 'running', 'planned'])[m], case m when 1 then '增收' else '' end,
        p.recorded_at, 'bench'
    from measures_plan p cross join generate_series(1, 3) m join roster_pairing g on g.id = p.household_id || '-1' where p.recorded_by = 'bench'"""
DECIDED = """insert into measures_decision (id, household_id, year, category, decision, reason, "on", recorded_at, recorded_by)
    select 'bench-' || n || '-' || c, 'bench-' || n, %(year)s, c, 'done', '', make_date(%(year)s, 4, 1),
        make_date(%(year)s, 4, 1), 'bench' from generate_series(1, %(wanted)s) n, unnest(%(categories)s::text[]) c where n %% 4 > 0"""
WISHES = """insert into measures_wish (id, household_id, "on", own_words, agrees, recorded_at, recorded_by)
    select 'bench-' || n, 'bench-' || n, make_date(%(year)s, 2, 1), '想在家门口找个活', 'yes', make_date(%(year)s, 2, 1), 'bench'
    from generate_series(1, %(wanted)s) n where n %% 3 > 0"""
LIFTED = """insert into exits_standing (id, household_id, word, "on", why, by, at)
    select 'bench-' || n, 'bench-' || n, 'lifted', d.day, '批次', 'bench', d.day from generate_series(1, %(wanted)s) n,
        lateral (select make_date(%(first)s + 1 + n %% 3, 12, 20) as day) d where n %% 10 < 7"""
STATEMENTS = (HOUSEHOLDS, FILED, PEOPLE, HELPED, PLANS, MEASURES, DECIDED, WISHES, LIFTED)
COUNTED = """select (select count(*) from roster_household), (select count(*) from household_standing where until > %(day)s),
    (select sum(persons) from household_standing where until > %(day)s), (select count(*) from household_version),
    (select count(*) from household_member)"""


def fill(owner: psycopg.Connection, wanted: int) -> None:
    """So many households; what is there already counts. Raises what PostgreSQL raises."""
    [(there,)] = owner.execute("select count(*) from roster_household where id like 'bench-%'").fetchall()
    if there:
        return
    with owner.transaction():
        _triggers(owner, "disable")
        for statement in STATEMENTS:
            owner.execute(statement, _words(wanted))  # type: ignore[arg-type]
        owner.execute("set constraints all immediate")
        _triggers(owner, "enable")
    owner.execute("analyze")  # or each of the next would read whole tables
    owner.execute("select count(restand(id)) from roster_household where id like 'bench-%'")
    owner.execute("vacuum analyze")


def counted(owner: psycopg.Connection) -> str:
    """What there is, in a sentence."""
    [(homes, filed, persons, versions, members)] = owner.execute(COUNTED, {"day": f"{YEAR}-11-20"}).fetchall()
    return (
        f"{homes:,} households; of {filed:,} with {persons:,} members files are kept: {versions:,} versions over five years, {members:,} rows"
        " of members.\n"
    )


def _triggers(owner: psycopg.Connection, what: str) -> None:
    for table in TABLES:
        owner.execute(f"alter table {table} {what} trigger user")  # type: ignore[arg-type]


def _words(wanted: int) -> dict[str, Any]:
    from bangfu.site.measures.words import CATEGORIES
    from bangfu.site.roster.search import keys_of

    return {
        "wanted": wanted, "versions": VERSIONS, "first": FIRST_YEAR, "year": YEAR, "categories": list(CATEGORIES),
        "names": NAMES, "keys": [keys_of(name) for name in NAMES], "named": len(NAMES),
    }  # fmt: skip
