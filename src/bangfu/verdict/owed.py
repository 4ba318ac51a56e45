"""Who owes what to whom: the rows of a duty, from the roster alone.

A row says: in these days (`first`..`last`), what `actor` did at or for `target` counts towards the line whose key is
(`role`, `person`, `org`, `place`, `household`, `cperson`, `corg`). A line may have many rows (the villages of a unit, two
postings, each household of a village). `member` tells apart what is counted one by one (households, persons);
`mfirst`..`mlast` is how long that member existed. Each way a duty can be owed is one short SELECT below.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from bangfu.regulation.model import DutyRule, Filter, Head, MilestoneRule
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES
from bangfu.verdict.ground import FAR_AWAY, LONG_AGO, Ground

# Actors are one number: persons even, organisations odd; 0 is anyone, 1 an entry that names no organisation.
ANYONE, UNSIGNED, NOBODY = 0, 1, -1
# Targets: -1 "wherever", -2 "place unknown"; places and households by row, receivers person even and unit odd.
NOWHERE = -1

CHIEFS = ("township_chief_team_leader", "county_chief_team_leader", "township_government", "county_government")
KEY = ("role", "person", "org", "place", "household", "cperson", "corg")


@dataclass(frozen=True)
class Owed:
    """The rows of one duty, and which column of the ledger they look up."""

    rows: pa.Table
    dimension: str  # "none" | "place" | "post" | "household" | "receiver"


def prefix_of(code: str) -> str:
    """A national code without the zeros that only fill it up: 621121000000 → 621121, 620000 → 62."""
    digits = code.ljust(12, "0")
    for length in (2, 4, 6, 9):
        if digits[length:] == "0" * (12 - length):
            return digits[:length]
    return digits


def reach(ground: Ground, head: Head) -> bool:
    """Make `reach`: the places a regulation binds, by code and by the tree of the case. Says whether there are any."""
    prefix = prefix_of(head.place)
    ground.con.execute(
        "create or replace temp table reach as select distinct w.p from within w join place a on a.i = w.a "
        f"where a.code like '{prefix}%'"
    )
    return ground.rows("select count(*) from reach")[0][0] > 0


def rows_of(ground: Ground, bearer: list[str], rule: DutyRule, organisation_roles: frozenset[str]) -> Owed:
    """The rows of a duty under the regulation whose `reach` was made last."""
    if rule.each == "cadre":
        bearer = ["dispatching_unit"]
    lines = _lines(_bearers(bearer, rule.only, organisation_roles), rule)
    actors = _actors(lines, rule)
    dimension, sql = _targets(actors, rule)
    return Owed(at_home(ground, ground.arrow(_finish(sql, rule))), dimension)


def at_home(ground: Ground, rows: pa.Table) -> pa.Table:
    """Only the lines whose bearer is at home in the area of the ground, numbered anew."""
    if ground.home is None or not rows.num_rows:
        return rows
    ground.con.register("rows_in", rows)
    return ground.arrow(f"""
        select r.* replace ((dense_rank() over (order by r.line) - 1)::int as line) from rows_in r
        left join person q on q.i = r.person left join org o on o.i = r.org left join household h on h.i = r.household
        where coalesce(q.home, o.home, h.home) = '{ground.home}' order by line, r.member, r.actor, r.target""")


def milestone_rows(ground: Ground, bearer: list[str], rule: MilestoneRule, org_roles: frozenset[str]) -> Owed:
    """The rows of a dated step: each holder of the role, for each place of the post."""
    as_duty = DutyRule(id=rule.id, title=rule.title, only=rule.only, each="place", counts=rule.counts, per="year")
    return rows_of(ground, bearer, as_duty, org_roles)


# ---- 1. bearers: (rank, role, person, org, place, household, first, last), one row a post and place


def _quoted(words: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"'{w}'" for w in words)


def _bearers(roles: list[str], only: Filter, organisation_roles: frozenset[str]) -> str:
    parts = [_bearers_of(role, rank, role in organisation_roles) for rank, role in enumerate(roles)]
    return f"""select distinct b.* from ({" union all ".join(parts)}) b join place bp on bp.i = b.place
        left join org bo on bo.i = b.org where b.place in (select p from reach) and {_only(only)}"""


def _bearers_of(role: str, rank: int, is_organisation: bool) -> str:
    if role == "responsible_helper":
        return f"""select {rank} as rank, '{role}' as role, g.person, q.org, h.place, g.household,
            greatest(g.first, h.first) as first, least(g.last, h.last) as last
            from pairing g join household h on h.i = g.household join person q on q.i = g.person"""
    if role in LEADERS or role in LEADERS["unit_leader"]:
        held = LEADERS.get(role, (role,))
        return f"""select {rank} as rank, '{role}' as role, s.person, s.org, u.place, null::int as household,
            greatest(s.first, u.first) as first, least(s.last, u.last) as last
            from post s join post u on u.org = s.org and u.role = 'assisting_unit' where s.role in ({_quoted(held)})
            and s.person is not null and greatest(s.first, u.first) <= least(s.last, u.last)"""
    if role == "dispatching_unit":
        # A unit owes the visit to whomever it dispatched, whether or not it is also listed as assisting the village.
        return f"""select {rank} as rank, 'assisting_unit' as role, null::int as person, s.org, s.place,
            null::int as household, s.first, s.last from post s
            where s.role in ({_quoted(RESIDENT_CADRES)}) and s.org is not null"""
    person = "null::int" if is_organisation else "s.person"
    known = "s.org is not null" if is_organisation else "s.person is not null"
    return f"""select {rank} as rank, '{role}' as role, {person} as person, s.org, coalesce(s.place, o.place) as place,
        null::int as household, s.first, s.last from post s left join org o on o.i = s.org
        where s.role = '{role}' and {known}"""


def _only(only: Filter) -> str:
    tests = ["true"]
    if only.organisation_level:
        tests.append(f"bo.level in ({_quoted(only.organisation_level)})")
    if only.place_level:
        tests.append(f"bp.level in ({_quoted(only.place_level)})")
    if only.place_tag:
        tag, wanted = only.place_tag.lstrip("!"), not only.place_tag.startswith("!")
        tests.append(f"list_contains(bp.tags, '{tag}') = {str(wanted).lower()}")
    return " and ".join(tests)


# ---- 2. lines: what gives one line each; adds cperson, corg, line place


def _lines(bearers: str, rule: DutyRule) -> str:
    join, fields, test = _EACH[rule.each]
    household = "b.household" if rule.each == "household" else "null::int"
    person = "null::int" if rule.who == "unit" else "b.person"
    columns = {"cperson": "null::int", "corg": "null::int", "line_place": "b.place", "wfirst": "b.first", "wlast": "b.last"}
    columns |= fields
    window = f"{columns.pop('wfirst')} as first, {columns.pop('wlast')} as last"
    named = ", ".join(f"{value} as {name}" for name, value in columns.items())
    return f"""select distinct b.rank, b.role, {person} as person, b.org, b.place as spot, {household} as household,
        {named}, {window} from ({bearers}) b {join} where {test}"""


def _counterpart_post(role: str, where: str) -> tuple[str, dict[str, str], str]:
    return (
        f"join post c on c.role = '{role}' and {where}",
        {"corg": "c.org", "wfirst": "greatest(b.first, c.first)", "wlast": "least(b.last, c.last)"},
        "c.org is distinct from b.org and greatest(b.first, c.first) <= least(b.last, c.last)",
    )


def _counterpart_person(join: str, test: str = "true") -> tuple[str, dict[str, str], str]:
    return (
        join,
        {"cperson": "c.person", "wfirst": "greatest(b.first, c.first)", "wlast": "least(b.last, c.last)"},
        f"{test} and c.person is not null and greatest(b.first, c.first) <= least(b.last, c.last)",
    )


_RESIDENTS = f"c.role in ({_quoted(RESIDENT_CADRES)})"
_TOWNSHIP = "c.place = (select township from place t where t.i = b.place)"
_COUNTY = "c.place = (select county from place t where t.i = b.place)"
_EACH: dict[str, tuple[str, dict[str, str], str]] = {
    "bearer": ("", {"line_place": f"case when b.role not in ({_quoted(LEADERS['unit_leader'])}) then b.place end"}, "true"),
    "place": ("", {}, "true"),
    "household": ("", {"line_place": "null::int"}, "b.household is not null"),
    "village": ("", {}, "true"),
    "cadre": _counterpart_person(f"join post c on c.org = b.org and {_RESIDENTS} and c.place = b.place"),
    "cadre_in_place": _counterpart_person(f"join post c on {_RESIDENTS} join within cw on cw.p = c.place and cw.a = b.place"),
    "helper": _counterpart_person(
        "join (select g.person, q.org, greatest(g.first, h.first) as first, least(g.last, h.last) as last, h.place "
        "from pairing g join person q on q.i = g.person join household h on h.i = g.household) c on c.org = b.org",
        "c.place in (select p from reach)",
    ),
    "first_secretary": _counterpart_person("join post c on c.role = 'first_secretary' and c.place = b.place"),
    "liaison_leader": _counterpart_person("join post c on c.role = 'county_liaison_leader' and c.place = b.place"),
    "dispatching_unit": (
        "left join post c on b.person is null and c.role = 'assisting_unit' and c.place = b.place",
        {
            "corg": "case when b.person is null then c.org else b.org end",
            "wfirst": "greatest(b.first, coalesce(c.first, b.first))",
            "wlast": "least(b.last, coalesce(c.last, b.last))",
        },
        "case when b.person is null then c.org else b.org end is not null "
        "and greatest(b.first, coalesce(c.first, b.first)) <= least(b.last, coalesce(c.last, b.last))",
    ),
    "lead_unit": _counterpart_post("lead_unit", _TOWNSHIP),
    "township_government": _counterpart_post("township_government", _TOWNSHIP),
    "county_government": _counterpart_post("county_government", _COUNTY),
    "township_in_place": (
        "join within cw on cw.a = b.place join place c on c.i = cw.p and c.level = 'township'",
        {"line_place": "c.i"},
        "true",
    ),
    "unit_in_place": _counterpart_post("assisting_unit", "c.place in (select p from within w where w.a = b.place)"),
    "group_in_place": _counterpart_post("township_group", "c.place in (select p from within w where w.a = b.place)"),
}


# ---- 3. actors: whose entries count; adds actor


def _actors(lines: str, rule: DutyRule) -> str:
    own = "case when l.person is not null then l.person * 2::bigint + 2 else l.org * 2::bigint + 3 end"
    if rule.by == "anyone":
        return f"select l.*, {ANYONE}::bigint as actor from ({lines}) l"
    if rule.by == "bearer":
        return f"select l.*, {own} as actor from ({lines}) l"
    if rule.by == "leaders":
        return f"""select l.* replace (greatest(l.first, c.first) as first, least(l.last, c.last) as last),
            c.person * 2::bigint + 2 as actor from ({lines}) l join post c on c.org = l.org
            and c.role in ({_quoted(LEADERS["unit_leader"])}) and c.person is not null
            where greatest(l.first, c.first) <= least(l.last, c.last)
            union all select l.*, {NOBODY}::bigint as actor from ({lines}) l"""
    if rule.by == "heads":
        return f"""select l.* replace (greatest(l.first, c.first) as first, least(l.last, c.last) as last),
            c.person * 2::bigint + 2 as actor from ({lines}) l join post c on c.org = l.org and c.role = 'unit_head'
            and c.person is not null where greatest(l.first, c.first) <= least(l.last, c.last)"""
    if rule.by == "bearer_or_chief":
        return f"""select l.*, {own} as actor from ({lines}) l union
            select l.* replace (greatest(l.first, c.first) as first, least(l.last, c.last) as last),
            case when c.role like '%_government' then c.org * 2::bigint + 3 else c.person * 2::bigint + 2 end as actor
            from ({lines}) l join post c on c.place = l.spot and c.role in ({_quoted(CHIEFS)})
            where greatest(l.first, c.first) <= least(l.last, c.last)"""
    return f"""select l.*, {own} as actor from ({lines}) l union all
        select l.*, {UNSIGNED}::bigint as actor from ({lines}) l union
        select l.*, o.i * 2::bigint + 3 as actor from ({lines}) l join place lp on lp.i = l.spot
        join org o on o.place = l.spot and o.level = lp.level"""


# ---- 4. targets: where or for whom; adds target, member, mfirst, mlast

_ALWAYS = f"{LONG_AGO} as mfirst, {FAR_AWAY} as mlast"
_POOR = "list_has_any(h.kinds, ['registered', 'scattered'])"
_HOUSEHOLD_BASES = {
    "poor_households": f"h.place in (select p from within w where w.a = l.spot) and {_POOR}",
    "households": "h.place in (select p from within w where w.a = l.spot)",
    "households_outside_poor_villages": "h.place in (select w.p from within w join place v on v.i = w.p "
    "where w.a = l.spot and not list_contains(v.tags, 'poor_village'))",
}


def _targets(actors: str, rule: DutyRule) -> tuple[str, str]:
    if rule.of in _HOUSEHOLD_BASES and rule.measure == "targets":
        return "household", f"""select l.*, h.i as target, h.i as member, h.first as mfirst, h.last as mlast
            from ({actors}) l join household h on {_HOUSEHOLD_BASES[rule.of]}"""
    if rule.of == "poor_villages":
        return "place", f"""select l.*, v.i as target, v.i as member, {_ALWAYS} from ({actors}) l
            join within w on w.a = l.spot join place v on v.i = w.p and list_contains(v.tags, 'poor_village')"""
    if rule.of == "assisting_units":
        return "none", f"""select l.* replace (u.org * 2::bigint + 3 as actor), {NOWHERE} as target, u.org as member,
            u.first as mfirst, u.last as mlast from ({actors}) l join within w on w.a = l.spot
            join post u on u.place = w.p and u.role = 'assisting_unit'
            join org o on o.i = u.org and o.level in ('province', 'central')"""
    member = "l.actor as member" if rule.measure == "person_times" else "0 as member"
    if rule.receives != "nobody":
        receiver = "case when l.cperson is not null then l.cperson * 2 + 2 else l.corg * 2 + 3 end"
        return "receiver", f"select l.*, {receiver} as target, {member}, {_ALWAYS} from ({actors}) l"
    if rule.each == "household":
        return "household", f"select l.*, l.household as target, {member}, {_ALWAYS} from ({actors}) l"
    if rule.where == "anywhere":
        return "none", f"select l.*, {NOWHERE} as target, {member}, {_ALWAYS} from ({actors}) l"
    # At the post, being away on duty counts wherever it was; elsewhere an act counts where it happened.
    return "post" if rule.where == "own_places" else "place", _place_targets(actors, rule, member)


def _place_targets(actors: str, rule: DutyRule, member: str) -> str:
    if rule.where == "exact_place":
        return f"select l.*, l.line_place as target, {member}, {_ALWAYS} from ({actors}) l"
    inside = "l.spot" if rule.where != "own_place" or rule.each in ("bearer", "place", "village") else "l.line_place"
    source = actors
    if rule.where == "own_places" and rule.each == "place":
        # Every place of the bearer counts towards each of its lines: the places of the other lines join in.
        source = f"""select a.* replace (b.spot as spot, greatest(a.first, b.first) as first, least(a.last, b.last) as last)
            from ({actors}) a join (select distinct person, org, spot, first, last from ({actors})) b
            on b.org is not distinct from a.org and b.person is not distinct from a.person
            where greatest(a.first, b.first) <= least(a.last, b.last)"""
    return f"""select l.*, w.p as target, {member}, {_ALWAYS} from ({source}) l join within w on w.a = {inside}
        union select l.*, {NOWHERE} as target, {member}, {_ALWAYS} from ({source}) l"""


# ---- 5. keys: rows of one line get one number


def _finish(sql: str, rule: DutyRule) -> str:
    # A leader owes it to one unit's villages; another person owes it once, whichever unit sent them.
    unit = f"case when role in ({_quoted(tuple(LEADERS))}) or person is null then org end"
    parts = {
        "bearer": f"person, {unit}",
        "place": "person, org, line_place",
        "village": "person, line_place",
        "household": "person, household",
        "township_in_place": "person, org, line_place",
    }
    key = parts.get(rule.each, "person, org, cperson, corg")
    return f"""
        with r as (select * from ({sql})),
        k as (select *, dense_rank() over (order by {key}) - 1 as line from r),
        named as (select line, min(rank) as rank, arg_min(role, rank) as role, any_value(person) as person,
            arg_max(org, last) as org, any_value(household) as household, any_value(cperson) as cperson,
            any_value(corg) as corg,
            case when count(distinct line_place) = 1 then any_value(line_place) end as place from k group by line)
        select k.line::int as line, named.role, named.person, named.org,
            named.place, named.household, named.cperson, named.corg,
            k.actor, k.target::bigint as target, k.member::bigint as member, k.first, k.last, k.mfirst, k.mlast
        from k join named using (line) order by k.line, k.member, k.actor, k.target"""
