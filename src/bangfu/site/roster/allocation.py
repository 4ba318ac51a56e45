"""A fairer allocation of villages to units: a proposal that changes little, for people to pick from.

Every village keeps as many units as it has and gets one where it has none; no unit stands above the limit. Under
these the cost is least: a village without unit (a poor one most of all), a pairing given up, a change (of a poor village
or into another township a little more), and, where evening out is wanted, the squares of the loads. The squares make
moving worth while only from a unit with three villages more than the one it goes to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import highspy
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Reason = Literal["uncovered", "above_limit", "evens_out"]

BARE, POOR, GIVEN_UP = 10_000.0, 5_000.0, 1_000.0
CHANGE, ONLY_NEEDED = 3.0, 500.0
POOR_MOVES, OTHER_TOWNSHIP = 0.25, 0.5


@dataclass(frozen=True)
class Village:
    """A village with the units it has now."""

    code: str
    township: str
    poor: bool = False
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One change for one village; no `old` is a new unit, no `new` one that is given up."""

    village: str
    old: str | None
    new: str | None
    reason: Reason


@dataclass(frozen=True)
class Figures:
    """How an allocation stands."""

    bare: int  # villages without a unit
    above: int  # units above the limit
    most: int
    least: int
    squares: int

    @property
    def spread(self) -> int:
        """Between the unit with most villages and the one with fewest."""
        return self.most - self.least


@dataclass(frozen=True)
class Proposal:
    """The steps, the figures before and after, and the villages for which no unit has room."""

    steps: list[Step]
    before: Figures
    after: Figures
    bare: list[str] = field(default_factory=list[str])

    @property
    def is_feasible(self) -> bool:
        """Whether every village has a unit in the end and no unit is above the limit."""
        return self.after.bare == 0 and self.after.above == 0


def propose(
    villages: Sequence[Village], units: Iterable[str], limit: int = 3, *, even: bool = True
) -> Proposal:
    """The proposal for units that may each take up to `limit` villages. `even`: also even out loads that nobody must.

    Pairings with units that are not listed stay as they are.
    """
    able = sorted(set(units))
    mine = [v for v in villages if set(v.units) & set(able) or not v.units]
    before = {v.code: set(v.units) & set(able) for v in mine}
    kept = _solved(mine, able, limit, even) if able and mine else {v.code: set[str]() for v in mine}
    bare = [v.code for v in mine if not kept[v.code]]
    loads = Counter(dict.fromkeys(able, 0)) + Counter()
    loads.update(u for held in before.values() for u in held)
    steps = _steps(mine, before, kept, loads, limit)
    return Proposal(steps, _figures(before, able, limit), _figures(kept, able, limit), bare)


def _figures(held: Mapping[str, set[str]], units: Sequence[str], limit: int) -> Figures:
    counted = Counter(u for here in held.values() for u in here)
    loads = [counted[u] for u in units] or [0]
    bare = sum(not here for here in held.values())
    squares = sum(n * n for n in loads)
    return Figures(bare, sum(n > limit for n in loads), max(loads), min(loads), squares)


def _solved(villages: Sequence[Village], units: Sequence[str], limit: int, even: bool) -> dict[str, set[str]]:
    """Who has whom, by the cheapest flow from villages to units; whole numbers come of themselves.

    Columns: each village with each unit; what a village goes without, its last unit and any other; the first, second
    … village of each unit. Rows: what each village is owed, what each unit takes.
    """
    n, m = len(villages), len(units)
    owed = np.array([max(1, len(set(v.units) & set(units))) for v in villages], dtype=np.float64)
    poor = np.array([v.poor for v in villages], dtype=np.float64)
    steps = np.tile(2.0 * np.arange(limit) + 1, m) if even else np.zeros(m * limit)
    parts = [_costs(villages, units, even), BARE + POOR * poor, np.full(n, GIVEN_UP), steps]
    cost = np.concatenate(parts, dtype=np.float64)
    most = np.concatenate([np.ones(n * m + n), owed - 1, np.ones(m * limit)])
    pairs = np.arange(n * m).reshape(n, m)
    without = n * m + np.arange(2 * n).reshape(2, n).T
    loads = n * m + 2 * n + np.arange(m * limit).reshape(m, limit)
    model = highspy.Highs()
    model.silent()
    model.addVars(len(cost), np.zeros(len(cost)), most)
    model.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    _rows(model, owed, np.hstack([pairs, without]), np.ones(m + 2))
    _rows(model, np.zeros(m), np.hstack([pairs.T, loads]), np.repeat([1.0, -1.0], [n, limit]))
    model.run()
    taken = np.array(model.getSolution().col_value)[: n * m].reshape(n, m) > 0.5
    return {
        v.code: {units[int(u)] for u in np.flatnonzero(row)} for v, row in zip(villages, taken, strict=True)
    }


def _rows(model: highspy.Highs, equal: Floats, columns: Ints, factors: Floats) -> None:
    """Rows of the same shape: the factors times the columns of each equal what it says."""
    count, width = columns.shape
    starts = np.arange(count, dtype=np.int32) * width
    flat = columns.astype(np.int32).ravel()
    model.addRows(count, equal, equal, flat.size, starts, flat, np.tile(factors, count))


def _costs(villages: Sequence[Village], units: Sequence[str], even: bool) -> Floats:
    """What each pairing costs: nothing where it stands, a change elsewhere."""
    at = {unit: n for n, unit in enumerate(units)}
    works_in: dict[str, set[int]] = defaultdict(set)
    for village in villages:
        works_in[village.township] |= {at[u] for u in village.units if u in at}
    busy = np.zeros(len(units), dtype=bool)
    busy[sorted(set().union(*works_in.values()))] = True
    costs = np.empty((len(villages), len(units)))
    for row, village in zip(costs, villages, strict=True):
        row[:] = (CHANGE if even else ONLY_NEEDED) + POOR_MOVES * village.poor + OTHER_TOWNSHIP * busy
        row[sorted(works_in[village.township])] -= OTHER_TOWNSHIP
        row[[at[u] for u in village.units if u in at]] = 0.0
    return costs.ravel()


def _steps(
    villages: Sequence[Village],
    before: Mapping[str, set[str]],
    after: Mapping[str, set[str]],
    loads: Counter[str],
    limit: int,
) -> list[Step]:
    """What changes, village by village; villages that had nobody first, poor ones before others."""
    steps: list[Step] = []
    for village in sorted(villages, key=lambda v: (bool(before[v.code]), not v.poor, v.code)):
        gone = sorted(before[village.code] - after[village.code])
        come = sorted(after[village.code] - before[village.code])
        for n in range(max(len(gone), len(come))):
            old, new = (gone[n] if n < len(gone) else None), (come[n] if n < len(come) else None)
            steps.append(Step(village.code, old, new, _reason(old, loads, limit)))
    return steps


def _reason(old: str | None, loads: Counter[str], limit: int) -> Reason:
    if old is None:
        return "uncovered"
    return "above_limit" if loads[old] > limit else "evens_out"
