"""The SELECTs of who owes what: bearers, lines, actors and targets, each step wrapped round the one before.

Each way a duty can be owed is one short SELECT. They only join the roster; numbering lines is left to `owed.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bangfu.regulation.model import DutyRule, Filter
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES
from bangfu.verdict.coding import FAR_AWAY, LONG_AGO

# Actors and receivers are one number, four to a row: 4n+4 a person, 4n+5 an organisation, 4n+6 the bodies seated at a
# place on its own level. 0 is anyone, 1 an entry that names no organisation.
STEP = 4
OFFSET = {"person": 4, "unit": 5, "seat": 6}
ANYONE, UNSIGNED, NOBODY = 0, 1, -1
# Targets: -1 "wherever"; places and households by row.
NOWHERE = -1

# Not a word of any vocabulary: whoever sent a resident cadre, listed as an assisting unit or not.
DISPATCHER = "_dispatcher"
CHIEFS = (
    "township_chief_team_leader",
    "county_chief_team_leader",
    "township_government",
    "county_government",
)


def numbered(kind: str, column: str) -> str:
    """A row of `person`, `org` or `place` as an actor or receiver."""
    return f"({column} * {STEP}::bigint + {OFFSET[kind]})"


def quoted(words: Sequence[str]) -> str:
    """Words as an SQL list."""
    return ", ".join("'" + w.replace("'", "''") + "'" for w in words)


# ---- 1. bearers: one table for all duties, one row a holder, role and place


def bearer_table(organisation_roles: frozenset[str]) -> str:
    """Every way of bearing a duty: (role, person, org, place, seat, household, first, last) and what duties filter by.

    `seat` is the place a reader is shown; a unit's leaders have none, they go wherever their unit assists.
    """
    single = [_leaders(role, (role,)) for role in LEADERS["unit_leader"]]
    together = [_leaders(role, held) for role, held in LEADERS.items()]
    parts = [_holders(organisation_roles), _HELPERS, _DISPATCHERS, *together, *single[1:]]
    return f"""create or replace temp table bearer as
        select distinct b.*, o.level as org_level, p.level as place_level, p.tags, p.township, p.county
        from ({" union all ".join(parts)}) b
        join place p on p.i = b.place left join org o on o.i = b.org"""


# Who helps a household follows from the pairings alone; a post of this name is told by the roster check.
HELPER = "responsible_helper"
_HELPERS = f"""select '{HELPER}' as role, g.person, q.org, h.place, h.place as seat, g.household,
    greatest(g.first, h.first) as first, least(g.last, h.last) as last
    from pairing g join household h on h.i = g.household join person q on q.i = g.person"""
# A unit owes the visit to whomever it dispatched, whether or not it is also listed as assisting the village.
_DISPATCHERS = f"""select '{DISPATCHER}' as role, null::int as person, s.org, s.place, s.place as seat,
    null::int as household, s.first, s.last from post s where s.role in ({quoted(RESIDENT_CADRES)}) and s.org is not null"""


def _holders(organisation_roles: frozenset[str]) -> str:
    is_unit = f"s.role in ({quoted(tuple(sorted(organisation_roles)))})"
    return f"""select s.role, case when {is_unit} then null else s.person end as person, s.org,
        coalesce(s.place, o.place) as place, coalesce(s.place, o.place) as seat, null::int as household, s.first, s.last
        from post s left join org o on o.i = s.org where s.role not in ({quoted((*LEADERS["unit_leader"], HELPER))})
        and case when {is_unit} then s.org else s.person end is not null"""


def _leaders(role: str, held: tuple[str, ...]) -> str:
    return f"""select '{role}' as role, s.person, s.org, u.place, null::int as seat, null::int as household,
        greatest(s.first, u.first) as first, least(s.last, u.last) as last
        from post s join post u on u.org = s.org and u.role = 'assisting_unit' where s.role in ({quoted(held)})
        and s.person is not null and greatest(s.first, u.first) <= least(s.last, u.last)"""


def bearers(roles: list[str], only: Filter) -> str:
    """Who holds one of these roles at a place that `reach` holds; `rank` is the role's place in the list."""
    tests = [f"b.role in ({quoted(roles)})"]
    if only.organisation_level:
        tests.append(f"b.org_level in ({quoted(only.organisation_level)})")
    if only.place_level:
        tests.append(f"b.place_level in ({quoted(only.place_level)})")
    if only.place_tag:
        tag, wanted = only.place_tag.lstrip("!"), not only.place_tag.startswith("!")
        tests.append(f"list_contains(b.tags, {quoted([tag])}) = {str(wanted).lower()}")
    rank = f"list_position([{quoted(roles)}], b.role) - 1" if len(roles) > 1 else "0"
    return f"""select {rank} as rank, b.* from bearer b semi join reach on reach.p = b.place where {" and ".join(tests)}"""


# ---- 2. lines: what gives one line each; adds cperson, corg, line place


def lines(source: str, rule: DutyRule) -> str:
    """What gives one line each, from a table of bearers."""
    join, fields, test = _EACH[rule.each]
    household = "b.household" if rule.each == "household" else "null::int"
    person = "null::int" if rule.who == "unit" else "b.person"
    columns = {
        "cperson": "null::int",
        "corg": "null::int",
        "line_place": "b.place",
        "wfirst": "b.first",
        "wlast": "b.last",
    }
    columns |= fields
    window = f"{columns.pop('wfirst')} as first, {columns.pop('wlast')} as last"
    named = ", ".join(f"{value} as {name}" for name, value in columns.items())
    return f"""select b.rank, {person} as person, b.org, b.place as spot, {household} as household,
        {named}, {window}, b.first as own_first, b.last as own_last from ({source}) b {join} where {test}"""


def _counterpart_post(role: str, where: str, through: str = "") -> tuple[str, dict[str, str], str]:
    return (
        f"{through} join post c on c.role = '{role}' and {where}",
        {"corg": "c.org", "wfirst": "greatest(b.first, c.first)", "wlast": "least(b.last, c.last)"},
        "c.org is not null and c.org is distinct from b.org and greatest(b.first, c.first) <= least(b.last, c.last)",
    )


def _counterpart_person(join: str, test: str = "true") -> tuple[str, dict[str, str], str]:
    return (
        join,
        {"cperson": "c.person", "wfirst": "greatest(b.first, c.first)", "wlast": "least(b.last, c.last)"},
        f"{test} and c.person is not null and greatest(b.first, c.first) <= least(b.last, c.last)",
    )


# Who sits for a county: of these the first that the roster names there. A secretary receives in person.
_SEATED = (
    "county_standing_committee",
    "county_committee",
    "county_government",
    "county_party_secretary",
)
_SEAT = f"list_position([{quoted(_SEATED)}], role)"
_IN_PERSON = f"role = {quoted(_SEATED[-1:])}"


def _county_body() -> tuple[str, dict[str, str], str]:
    """The body of the county above; where the roster names none it is owed all the same, to nobody named."""
    return (
        f"""left join (select place, first, last, case when {_IN_PERSON} then person end as person,
            case when {_IN_PERSON} then null else org end as org
            from post where role in ({quoted(_SEATED)}) and case when {_IN_PERSON} then person else org end is not null
            qualify {_SEAT} = min({_SEAT}) over (partition by place)) c
            on c.place = b.county and greatest(b.first, c.first) <= least(b.last, c.last)""",
        {
            "cperson": "c.person",
            "corg": "c.org",
            "wfirst": "greatest(b.first, coalesce(c.first, b.first))",
            "wlast": "least(b.last, coalesce(c.last, b.last))",
        },
        "true",
    )


_RESIDENTS = f"c.role in ({quoted(RESIDENT_CADRES)})"
_BELOW = "join within cw on cw.a = b.place"
_EACH: dict[str, tuple[str, dict[str, str], str]] = {
    "bearer": ("", {"line_place": "b.seat"}, "true"),
    "place": ("", {}, "true"),
    "household": ("", {"line_place": "null::int"}, "b.household is not null"),
    "village": ("", {}, "true"),
    "cadre": _counterpart_person(f"join post c on c.org = b.org and {_RESIDENTS} and c.place = b.place"),
    "cadre_in_place": _counterpart_person(f"{_BELOW} join post c on c.place = cw.p and {_RESIDENTS}"),
    "helper": _counterpart_person(
        "join (select g.person, q.org, greatest(g.first, h.first) as first, least(g.last, h.last) as last, h.place "
        "from pairing g join person q on q.i = g.person join household h on h.i = g.household) c on c.org = b.org",
        "c.place in (select p from reach)",
    ),
    "first_secretary": _counterpart_person("join post c on c.role = 'first_secretary' and c.place = b.place"),
    "liaison_leader": _counterpart_person(
        "join post c on c.role = 'county_liaison_leader' and c.place = b.place"
    ),
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
    "lead_unit": _counterpart_post("lead_unit", "c.place = b.township"),
    "township_government": _counterpart_post("township_government", "c.place = b.township"),
    "county_government": _county_body(),
    "township_in_place": (
        "join within cw on cw.a = b.place join place c on c.i = cw.p and c.level = 'township'",
        {"line_place": "c.i"},
        "true",
    ),
    "unit_in_place": _counterpart_post("assisting_unit", "c.place = cw.p", _BELOW),
    "group_in_place": _counterpart_post("township_group", "c.place = cw.p", _BELOW),
}


# ---- 3. actors: whose entries count; adds actor


def actors(source: str, rule: DutyRule) -> str:
    """Whose entries count for each line."""
    own = f"case when l.person is not null then {numbered('person', 'l.person')} else {numbered('unit', 'l.org')} end"
    if rule.by == "anyone":
        return f"select l.*, {ANYONE}::bigint as actor from ({source}) l"
    if rule.by == "bearer":
        return f"select l.*, {own} as actor from ({source}) l"
    if rule.by == "leaders":
        return f"""select l.* replace (greatest(l.first, c.first) as first, least(l.last, c.last) as last),
            {numbered("person", "c.person")} as actor from ({source}) l join post c on c.org = l.org
            and c.role in ({quoted(LEADERS["unit_leader"])}) and c.person is not null
            where greatest(l.first, c.first) <= least(l.last, c.last)
            union all select l.*, {NOBODY}::bigint as actor from ({source}) l"""
    if rule.by == "heads":
        return f"""select l.* replace (greatest(l.first, c.first) as first, least(l.last, c.last) as last),
            {numbered("person", "c.person")} as actor from ({source}) l join post c on c.org = l.org and c.role = 'unit_head'
            and c.person is not null where greatest(l.first, c.first) <= least(l.last, c.last)"""
    if rule.by == "bearer_or_chief":
        return f"""select l.*, {own} as actor from ({source}) l union all
            select l.* replace (greatest(l.first, c.first) as first, least(l.last, c.last) as last),
            case when c.role like '%_government' then {numbered("unit", "c.org")} else {numbered("person", "c.person")} end
            as actor from ({source}) l join post c on c.place = l.spot and c.role in ({quoted(CHIEFS)})
            where greatest(l.first, c.first) <= least(l.last, c.last)"""
    return f"""select l.*, {own} as actor from ({source}) l union all
        select l.*, {UNSIGNED}::bigint as actor from ({source}) l union all
        select l.*, {numbered("seat", "l.spot")} as actor from ({source}) l"""


# ---- 4. targets: where or for whom; adds target, member, mfirst, mlast

_ALWAYS = f"{LONG_AGO} as mfirst, {FAR_AWAY} as mlast"
_POOR = "list_has_any(h.kinds, ['registered', 'scattered'])"
_HOUSEHOLD_BASES = {
    "poor_households": _POOR,
    "households": "true",
    "households_outside_poor_villages": "not list_contains(v.tags, 'poor_village')",
}


def targets(source: str, rule: DutyRule) -> tuple[str, str]:
    """Where or for whom an entry must be, and the dimension of the ledger that tells."""
    if rule.of in _HOUSEHOLD_BASES and rule.measure == "targets":
        return (
            "household",
            f"""select l.*, h.i as target, h.i as member, h.first as mfirst, h.last as mlast
            from ({source}) l join within w on w.a = l.spot join place v on v.i = w.p
            join household h on h.place = v.i where {_HOUSEHOLD_BASES[rule.of]}""",
        )
    if rule.measure == "targets" and rule.of == "poor_villages":
        return (
            "place",
            f"""select l.*, v.i as target, v.i as member, {_ALWAYS} from ({source}) l
            join within w on w.a = l.spot join place v on v.i = w.p and list_contains(v.tags, 'poor_village')""",
        )
    if rule.measure == "targets" and rule.of == "assisting_units":
        return (
            "none",
            f"""select l.* replace ({numbered("unit", "u.org")} as actor), {NOWHERE} as target, u.org as member,
            u.first as mfirst, u.last as mlast from ({source}) l join within w on w.a = l.spot
            join post u on u.place = w.p and u.role = 'assisting_unit'
            join org o on o.i = u.org and o.level in ('province', 'central')""",
        )
    member = "l.actor as member" if rule.measure == "person_times" else "0 as member"
    if rule.receives != "nobody":
        unit = numbered("unit", "l.corg")
        receiver = f"case when l.cperson is not null then {numbered('person', 'l.cperson')} else {unit} end"
        return "receiver", f"select l.*, {receiver} as target, {member}, {_ALWAYS} from ({source}) l"
    if rule.each == "household":
        return "household", f"select l.*, l.household as target, {member}, {_ALWAYS} from ({source}) l"
    if rule.where == "anywhere":
        return "none", f"select l.*, {NOWHERE} as target, {member}, {_ALWAYS} from ({source}) l"
    # At the post, being away on duty counts wherever it was; elsewhere an act counts where it happened.
    return "post" if rule.where == "own_places" else "place", _place_targets(source, rule, member)


def _place_targets(source: str, rule: DutyRule, member: str) -> str:
    if rule.where == "exact_place":
        return f"select l.*, l.line_place as target, {member}, {_ALWAYS} from ({source}) l"
    inside = (
        "l.spot"
        if rule.where != "own_place" or rule.each in ("bearer", "place", "village")
        else "l.line_place"
    )
    if rule.where == "own_places" and rule.each == "place":
        # Every place of the bearer counts towards each of its lines: the places of the other lines join in.
        source = f"""select a.* replace (b.spot as spot, greatest(a.first, b.first) as first, least(a.last, b.last) as last)
            from ({source}) a join (select distinct person, org, spot, first, last from ({source})) b
            on b.org is not distinct from a.org and b.person is not distinct from a.person
            where greatest(a.first, b.first) <= least(a.last, b.last)"""
    return f"""select l.*, w.p as target, {member}, {_ALWAYS} from ({source}) l join within w on w.a = {inside}
        union all select l.*, {NOWHERE} as target, {member}, {_ALWAYS} from ({source}) l"""
