"""Which township a verdict belongs to: by its place, its household, or the villages that its bearer serves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bangfu.regulation.periods import Period, day_number
from bangfu.regulation.vocabulary import LEADERS, RESIDENT_CADRES
from bangfu.verdict.coding import FAR_AWAY, LONG_AGO
from bangfu.verdict.evaluation import Evaluation, Judged
from bangfu.verdict.ground import Ground

Ints = NDArray[np.int64]
NO_TOWNSHIP = -1  # the county as a whole, or a place above it

_LEADERS = ", ".join(f"'{role}'" for role in ("unit_leader", *LEADERS["unit_leader"]))
_CADRES = ", ".join(f"'{role}'" for role in RESIDENT_CADRES)

# Each way to find the places of a line, the surest first; only the first that finds any counts.
_PLACES = f"""
with k as (select * from line_keys), found as (
    select 0 as way, line, place, {LONG_AGO} as first, {FAR_AWAY} as last from k where place is not null
    union all select 1, line, h.place, {LONG_AGO}, {FAR_AWAY} from k join household h on h.i = k.household
    union all select 2, line, s.place, s.first, s.last from k join post s
        on s.person = k.cperson and s.org = k.org and s.role in ({_CADRES})
    union all select 3, line, h.place, greatest(g.first, h.first), least(g.last, h.last)
        from k join pairing g on g.person = k.person join household h on h.i = g.household
        where k.role = 'responsible_helper'
    union all select 3, line, s.place, s.first, s.last from k join post s on s.person = k.person and s.role = k.role
    union all select 3, line, s.place, s.first, s.last from k join post s on s.org = k.org
        and s.role = 'assisting_unit' where k.role in ({_LEADERS})
    union all select 3, line, s.place, s.first, s.last from k join post s on s.org = k.org and s.role = k.role
        where k.person is null
    union all select 4, line, s.place, s.first, s.last from k join post s on s.org = k.org and s.role in ({_CADRES})
        where k.person is null
    union all select 5, line, o.place, {LONG_AGO}, {FAR_AWAY} from k join org o on o.i = k.org
), surest as (
    select *, min(way) over (partition by line) as best from found where place is not null)
select distinct line::bigint as line, place::bigint as place, coalesce(p.township, {NO_TOWNSHIP})::bigint as township,
    first::bigint as first, last::bigint as last
from surest join place p on p.i = place where way = best order by all"""


@dataclass(frozen=True)
class Served:
    """The places of every line of one rule, each with the days on which it counts; one row a line and place."""

    line: Ints
    place: Ints
    township: Ints
    first: Ints
    last: Ints

    def during(self, period: Period) -> NDArray[np.bool_]:
        """Which rows hold on a day of the period."""
        return (self.first <= day_number(period.last)) & (self.last >= day_number(period.start))


def served(evaluation: Evaluation, judged: Judged) -> Served:
    """The places of the lines of one rule."""
    return served_by(evaluation.ground, judged.keys)


def served_by(ground: Ground, keys: pa.Table) -> Served:
    """The places of some lines, named by their keys."""
    ground.con.register("line_keys", keys.append_column("line", pa.array(np.arange(keys.num_rows))))
    found = ground.arrow(_PLACES)
    ground.con.unregister("line_keys")
    return Served(*(found[name].to_numpy() for name in ("line", "place", "township", "first", "last")))


def lines_by_township(judged: Judged, places: Served, number: int) -> tuple[Ints, Ints]:
    """The lines of one period with the townships they belong to, each pair once; a line without one is the county's."""
    valid = np.nonzero(judged.verdicts.valid[:, number])[0]
    here = places.during(judged.verdicts.periods[number]) & np.isin(places.line, valid)
    pairs = np.unique(np.stack([places.line[here], places.township[here]]), axis=1)
    rest = np.setdiff1d(valid, pairs[0])
    line = np.concatenate([pairs[0], rest])
    return line, np.concatenate([pairs[1], np.full(rest.size, NO_TOWNSHIP)])
