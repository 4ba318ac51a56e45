"""Who inspects what: every target to one team that nothing keeps away, loads alike, and as few as can be to the team that
was there last time. Nothing here asks the database.

One binary number for each target and team that may go; the cost is the distance between the heaviest and the lightest load.
A team that was there last time may go where no other may, so repeats are as few as they can be, whatever balance costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy

NODES, NEAR = 2_000, 0.02  # where the solver stops: as near as this to even loads


@dataclass(frozen=True)
class Target:
    """A place or unit: how much there is to see, and which teams may not, and which was there last."""

    key: str
    size: float = 1.0
    barred: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Crossing:
    """Target → team; those that no team may inspect stand apart."""

    teams: dict[str, str]
    nobody: list[str] = field(default_factory=list[str])
    loads: dict[str, float] = field(default_factory=dict[str, float])


def crossed(
    targets: Sequence[Target], teams: Sequence[str], held: Mapping[str, float] | None = None
) -> Crossing:
    """The fairest assignment. `held` is what teams have to inspect already."""
    able = sorted(set(teams))
    nobody = [t.key for t in targets if not set(able) - t.barred]
    free = [t for t in targets if t.key not in set(nobody)]
    loads = {team: (held or {}).get(team, 0.0) for team in able}
    chosen = _solved(free, able, loads) if free else {}
    for target in free:
        loads[chosen[target.key]] += target.size
    return Crossing(chosen, nobody, loads)


def _choices(target: Target, teams: Sequence[str]) -> set[str]:
    """The teams that may go: those that were not there last time, if there is one."""
    able = set(teams) - target.barred
    return able - target.last or able


def _solved(targets: Sequence[Target], teams: Sequence[str], held: Mapping[str, float]) -> dict[str, str]:
    model = highspy.Highs()
    model.silent()
    model.setOptionValue("mip_max_nodes", NODES)
    whole = sum(t.size for t in targets) + sum(held.values())
    model.setOptionValue("mip_abs_gap", NEAR * whole / len(teams))
    goes = {(t.key, team): model.addBinary() for t in targets for team in sorted(_choices(t, teams))}
    heavy, light = model.addVariable(obj=1.0), model.addVariable(obj=-1.0)
    size = {t.key: t.size for t in targets}
    for target in targets:
        once: Any = sum(goes[target.key, team] for team in _choices(target, teams))
        model.addConstr(once == 1)
    for team in teams:
        load: Any = sum((size[key] * goes[key, to] for key, to in goes if to == team), 0.0 * heavy)
        model.addConstr(load + held[team] <= heavy)
        model.addConstr(load + held[team] >= light)
    model.run()
    value = model.getSolution().col_value
    return {key: team for (key, team), column in goes.items() if value[column.index] > 0.5}
