"""Standing conditions of the roster that every year is asked again: judged from pairings and households alone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from bangfu.regulation.model import RequirementRule
from bangfu.regulation.periods import Period, day_number
from bangfu.verdict.ground import Ground
from bangfu.verdict.judge import Bools, Frame, Index, Ints, Mark, Status, Verdicts, count_days
from bangfu.verdict.owed_sql import quoted

_HELPERS = """
select dense_rank() over (order by g.person) - 1 as line, '{role}' as role, g.person, q.org, null::int as place,
    null::int as household, null::int as cperson, null::int as corg, g.household as paired, q.rank,
    greatest(g.first, h.first) as first, least(g.last, h.last) as last
from pairing g join household h on h.i = g.household join person q on q.i = g.person
where h.place in (select p from reach) order by line"""

_HOUSEHOLDS = """
with wanted as (select * from household h where h.place in (select p from reach) and list_has_any(h.kinds, [{kinds}])),
groups as (select place, min(org) as org from post where role = 'township_group' group by place)
select dense_rank() over (order by h.i) - 1 as line, '{role}' as role, null::int as person, groups.org, null::int as place,
    h.i as household, null::int as cperson, null::int as corg, h.first as hfirst, h.last as hlast,
    list_has_all(h.kinds, [{also}]) as also, coalesce(g.first, 1) as first, coalesce(g.last, 0) as last
from wanted h join place p on p.i = h.place left join groups on groups.place = p.township
left join pairing g on g.household = h.i order by line"""


def judge_requirement(
    ground: Ground, rule: RequirementRule, role: str, periods: list[Period], frame: Frame
) -> tuple[pa.Table, Verdicts] | None:
    """The lines of a requirement under the regulation whose `reach` was made last; None where nobody is bound."""
    if rule.check == "households_per_helper":
        rows = _at_home(ground, _HELPERS.format(role=role), "person")
        return _judge_helpers(rows, rule, periods, frame) if rows.num_rows else None
    kinds, also = quoted(rule.household_kind), quoted(rule.also)
    rows = _at_home(ground, _HOUSEHOLDS.format(role=role, kinds=kinds, also=also), "household")
    if not rows.num_rows:
        return None
    return _judge_households(rows, rule, periods, frame)


def _at_home(ground: Ground, query: str, bearer: str) -> pa.Table:
    if ground.home is None:
        return ground.arrow(query)
    return ground.arrow(f"""select r.* replace (dense_rank() over (order by r.line) - 1 as line) from ({query}) r
        join {bearer} b on b.i = r.{bearer} where b.home = '{ground.home}' order by line""")


def _first_rows(rows: pa.Table) -> Index:
    return np.nonzero(np.diff(rows["line"].to_numpy(), prepend=-1))[0]


def _judge_helpers(
    rows: pa.Table, rule: RequirementRule, periods: list[Period], frame: Frame
) -> tuple[pa.Table, Verdicts]:
    """How many households each helper is paired with on the last day of each period, or on the as-of day."""
    starts = _first_rows(rows)
    first, last = rows["first"].to_numpy(), rows["last"].to_numpy()
    line, paired = (rows[c].to_numpy().astype(np.int64) for c in ("line", "paired"))
    achieved = np.zeros((len(starts), len(periods)), dtype=np.int32)
    for n, period in enumerate(periods):
        day = min(day_number(period.last), day_number(frame.as_of))
        pairs = np.unique(
            (line << 32 | paired)[(first <= day) & (last >= day)]
        )  # a pairing listed twice is one
        achieved[:, n] = np.bincount(pairs >> 32, minlength=len(starts))
    keys = rows.take(starts)
    asked = np.array([rule.households.get(rank or "", 0) for rank in keys["rank"].to_pylist()])
    required = np.broadcast_to(asked[:, None], achieved.shape).copy()
    verdicts = _verdicts("households", periods, achieved > 0, achieved, required)
    _settle(verdicts, achieved >= required, frame)
    verdicts.status[required == 0] = Status.JUDGEMENT
    verdicts.marks[required == 0] |= Mark.NO_NUMBER.bit
    return keys, verdicts


def _judge_households(
    rows: pa.Table, rule: RequirementRule, periods: list[Period], frame: Frame
) -> tuple[pa.Table, Verdicts]:
    """On how many of its days each household had a helper, or whether it also has the kinds it must have."""
    starts = _first_rows(rows)
    keys = rows.take(starts)
    window = frame.window
    life = window.spans(keys["hfirst"].to_numpy().astype(np.int64), keys["hlast"].to_numpy().astype(np.int64))
    life &= frame.allowed
    total = count_days(life, window, periods)
    if rule.check == "household_also":
        achieved = np.where(keys["also"].to_numpy(zero_copy_only=False)[:, None], total, 0)
    else:
        helped = window.spans(
            rows["first"].to_numpy().astype(np.int64), rows["last"].to_numpy().astype(np.int64)
        )
        achieved = count_days(np.bitwise_or.reduceat(helped, starts, axis=0) & life, window, periods)
    verdicts = _verdicts("share", periods, total > 0, achieved, np.ones_like(achieved))
    verdicts.base = total
    _settle(verdicts, achieved == total, frame)
    return keys, verdicts


def _verdicts(unit: str, periods: list[Period], valid: Bools, achieved: Ints, required: Ints) -> Verdicts:
    marks = np.zeros(valid.shape, dtype=np.uint16)
    status = np.zeros(valid.shape, dtype=np.uint8)
    none = np.zeros_like(achieved)
    return Verdicts(unit, unit == "share", periods, valid, achieved, none, required, 1, status, marks, none)


def _settle(v: Verdicts, holds: Bools, frame: Frame) -> None:
    over = np.array([p.over(frame.as_of) for p in v.periods])
    v.status[:] = np.where(holds, Status.MET, np.where(over, Status.UNMET, Status.OPEN))
    for n, period in enumerate(v.periods):
        if frame.cuts(period):
            v.marks[:, n] |= Mark.PART_LAW.bit
