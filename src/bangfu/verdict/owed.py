"""Who owes what to whom: the rows of a duty, from the roster alone.

A row says: in these days (`first`..`last`), what `actor` did at or for `target` counts towards one line. A line is named
by `KEY` and may have many rows (the villages of a unit, two postings, each household of a village). `member` tells apart
what is counted one by one (households, persons); `mfirst`..`mlast` is how long that member existed.
Where a duty is owed to a counterpart the days are those of both, and `own_first`..`own_last` those of the bearer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from bangfu.regulation.codes import prefix_of
from bangfu.regulation.model import DutyRule, Each, Head, MilestoneRule
from bangfu.regulation.vocabulary import LEADERS
from bangfu.verdict import owed_sql
from bangfu.verdict.arrays import Index, changes, packed
from bangfu.verdict.ground import Ground

KEY = ("role", "person", "org", "place", "household", "cperson", "corg")

# Which columns name a line. A leader owes it to one unit's villages (`unit`); another person owes it once, whichever
# unit sent them.
_NAMED_BY: dict[Each, tuple[str, ...]] = {
    "bearer": ("person", "unit"),
    "place": ("person", "unit", "line_place"),
    "village": ("person", "line_place"),
    "household": ("person", "household"),
    "township_in_place": ("person", "unit", "line_place"),
}
_NAMED_BY_COUNTERPART = ("person", "unit", "cperson", "corg")


@dataclass(frozen=True)
class Owed:
    """The rows of one duty in the order of their lines, the lines' keys, and the dimension of the ledger they look up."""

    rows: pa.Table  # line, actor, target, member, first, last, mfirst, mlast; own_first, own_last
    keys: pa.Table  # KEY, one row a line
    dimension: str  # "none" | "place" | "post" | "household" | "receiver"


def bearers(ground: Ground, organisation_roles: frozenset[str]) -> None:
    """Make `bearer`: everybody who could owe anything. `organisation_roles` are held by a unit, whoever signs."""
    ground.con.execute(owed_sql.bearer_table(organisation_roles))


def binds(ground: Ground, head: Head) -> bool:
    """Whether a regulation has any place here to bind."""
    return bool(
        ground.rows("select 1 from place where starts_with(code, ?) limit 1", [prefix_of(head.place)])
    )


def reach(ground: Ground, head: Head) -> None:
    """Make `reach`: the places a regulation binds, by code and by the tree of the case."""
    prefix = prefix_of(head.place)
    ground.con.execute(
        "create or replace temp table reach as select distinct w.p from within w join place a on a.i = w.a "
        f"where a.code like '{prefix}%'"
    )
    ground.owed.clear()


def reached(ground: Ground) -> dict[str, Index]:
    """Whom the regulation whose `reach` was made last concerns: its places, and who holds a post or a household there."""
    here = "in (select p from reach)"
    queries = {
        "place": "select p as i from reach",
        "org": f"select org as i from post where place {here} union select i from org where place {here}",
        "person": f"select person as i from post where place {here} union select g.person from pairing g "
        f"join household h on h.i = g.household where h.place {here}",
        "household": f"select i from household where place {here}",
    }
    found = {c: ground.arrow(f"select i from ({query}) where i is not null") for c, query in queries.items()}
    return {c: table["i"].to_numpy() for c, table in found.items()}


def rows_of(ground: Ground, bearer: list[str], rule: DutyRule) -> Owed:
    """The rows of a duty under the regulation whose `reach` was made last; duties owed alike share them."""
    same = (
        tuple(bearer),
        rule.only.model_dump_json(),
        rule.who,
        rule.each,
        rule.by,
        rule.where,
        rule.receives,
        _counted(rule),
    )
    found = ground.owed.get(same)
    if found is None:
        found = ground.owed[same] = _rows(ground, bearer, rule)
    return found


def _counted(rule: DutyRule) -> str | None:
    """What is counted one by one, if anything."""
    return rule.of if rule.measure == "targets" else rule.measure if rule.measure == "person_times" else None


def _rows(ground: Ground, bearer: list[str], rule: DutyRule) -> Owed:
    source = owed_sql.bearers([owed_sql.DISPATCHER] if rule.each == "cadre" else bearer, rule.only)
    dimension, sql = owed_sql.targets(owed_sql.actors(owed_sql.lines(source, rule), rule), rule)
    wanted = _COLUMNS if rule.each in _NAMED_BY else (*_COLUMNS, "own_first", "own_last")
    named = ", ".join(f"coalesce({c}, -1)::bigint as {c}" for c in wanted)
    found: Any = ground.con.execute(f"select {named} from ({sql})").fetchnumpy()
    columns: dict[str, Index] = {name: found[name] for name in wanted}
    shown = ["assisting_unit"] if rule.each == "cadre" else bearer
    of_leader = np.array([role in LEADERS["unit_leader"] for role in shown])[columns["rank"]]
    columns["unit"] = np.where(of_leader | (columns["person"] < 0), columns["org"], -1)
    return _numbered(_at_home(ground, columns), rule.each, shown, dimension)


_COLUMNS = (
    "rank", "person", "org", "household", "cperson", "corg", "line_place",
    "actor", "target", "member", "first", "last", "mfirst", "mlast",
)  # fmt: skip
_DAYS = ("first", "last", "mfirst", "mlast", "own_first", "own_last")


def milestone_rows(ground: Ground, bearer: list[str], rule: MilestoneRule) -> Owed:
    """The rows of a dated step: each holder of the role, for each place of the post."""
    as_duty = DutyRule(
        id=rule.id, title=rule.title, only=rule.only, each="place", counts=rule.counts, per="year"
    )
    return rows_of(ground, bearer, as_duty)


def _at_home(ground: Ground, columns: dict[str, Index]) -> dict[str, Index]:
    """Only the rows whose bearer is at home in the area of the ground; a leader's are judged where the unit's are."""
    if ground.home is None:
        return columns
    home = np.zeros(len(columns["person"]), dtype=bool)
    free = np.ones(len(home), dtype=bool)
    for name, table in (("unit", "org"), ("person", "person")):
        known = free & (columns[name] >= 0)
        home[known] = ground.at_home(table)[columns[name][known]]
        free &= ~known
    return {name: values[home] for name, values in columns.items()}


def _numbered(columns: dict[str, Index], each: Each, roles: list[str], dimension: str) -> Owed:
    """Put the rows of one line together, members too, and name each line."""
    line = packed([columns[c] for c in _NAMED_BY.get(each, _NAMED_BY_COUNTERPART)])
    _, line = np.unique(line, return_inverse=True)
    order = np.argsort(packed([line, columns["member"]]), kind="stable")
    line = line[order]
    sorted_ = {name: values[order] for name, values in columns.items()}
    days = {name: sorted_[name].astype(np.int32) for name in _DAYS if name in sorted_}
    wide = {name: sorted_[name] for name in ("actor", "target", "member")}
    rows = pa.table({"line": line.astype(np.int32), **wide, **days})
    return Owed(rows, _keys(line, sorted_, roles), dimension)


def _keys(line: Index, columns: dict[str, Index], roles: list[str]) -> pa.Table:
    """One row a line: the first role in the duty's order, the unit of the latest post, the place where there is one."""
    count = len(line)
    starts = np.nonzero(changes(line))[0]
    if not count:
        return pa.table({c: pa.array([], pa.string() if c == "role" else pa.int32()) for c in KEY})
    at = np.arange(count)
    first_role = np.minimum.reduceat(columns["rank"] * count + at, starts) % count
    units = int(columns["org"].max(initial=-1)) + 2
    latest = np.maximum.reduceat(columns["last"] * units + columns["org"] + 1, starts) % units - 1
    place = columns["line_place"]
    alone = np.minimum.reduceat(place, starts) == np.maximum.reduceat(place, starts)
    names = np.array(roles, dtype=object)[columns["rank"][first_role]]
    known = {c: columns[c][starts] for c in ("person", "household", "cperson", "corg")}
    known |= {"org": latest, "place": np.where(alone, place[starts], -1)}
    arrays = {"role": pa.array(names, pa.string())}
    arrays |= {c: pa.array(v.astype(np.int32), mask=v < 0) for c, v in known.items()}
    return pa.table({c: arrays[c] for c in KEY})
