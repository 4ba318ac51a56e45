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
    """Who has whom, by the cheapest flow from villages to units; whole numbers come of themselves."""
    works_in: dict[str, set[str]] = defaultdict(set)
    for village in villages:
        for unit in village.units:
            works_in[unit].add(village.township)
    model = highspy.Highs()
    model.silent()
    takes: dict[tuple[str, str], highspy.highs_var] = {}
    at_unit: dict[str, list[highspy.highs_var]] = defaultdict(list)
    for village in villages:
        for unit in units:
            taken = model.addVariable(0, 1, _cost(village, unit, works_in[unit], even))
            takes[village.code, unit] = taken
            at_unit[unit].append(taken)
        owed = max(1, len(set(village.units) & set(units)))
        first = model.addVariable(0, 1, BARE + POOR * village.poor)  # nothing left of what it had
        rest = model.addVariable(0, owed - 1, GIVEN_UP)
        model.addConstr(sum((takes[village.code, u] for u in units), first + rest) == owed)
    for unit in units:
        load = [model.addVariable(0, 1, 2 * n + 1 if even else 0.0) for n in range(limit)]
        model.addConstr(sum(at_unit[unit][1:], at_unit[unit][0]) == sum(load[1:], load[0]))
    model.run()
    return {v.code: {u for u in units if model.variableValue(takes[v.code, u]) > 0.5} for v in villages}


def _cost(village: Village, unit: str, works_in: set[str], even: bool) -> float:
    if unit in village.units:
        return 0.0
    elsewhere = bool(works_in) and village.township not in works_in
    change = CHANGE if even else ONLY_NEEDED
    return change + POOR_MOVES * village.poor + OTHER_TOWNSHIP * elsewhere


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
