"""Who inspects what: every target to one team that nothing keeps away, loads alike, and as few as can be to the team that
was there last time. Nothing here asks the database.

One binary number for each team and target, the heaviest and the lightest load; the cost is their distance, and a repeat
costs more than any distance. So repeats are as few as they can be, whatever balance costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import highspy

NODES, GAP = 2_000, 0.02  # where the solver stops looking for a better balance


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


def _solved(targets: Sequence[Target], teams: Sequence[str], held: Mapping[str, float]) -> dict[str, str]:
    model = highspy.Highs()
    model.silent()
    model.setOptionValue("mip_max_nodes", NODES)
    model.setOptionValue("mip_rel_gap", GAP)
    whole = sum(t.size for t in targets) + sum(held.values()) + 1
    goes = {
        (t.key, team): model.addBinary(obj=2 * whole if team in t.last else 0.0)
        for t, team in product(targets, teams)
        if team not in t.barred
    }
    heavy, light = model.addVariable(obj=1.0), model.addVariable(obj=-1.0)
    for target in targets:
        model.addConstr(sum(goes[target.key, team] for team in teams if team not in target.barred) == 1)
    for team in teams:
        load = (
            sum((t.size * goes[t.key, team] for t in targets if team not in t.barred), 0.0 * heavy)
            + held[team]
        )
        model.addConstr(load <= heavy)
        model.addConstr(load >= light)
    model.run()
    value = model.getSolution().col_value
    return {key: team for (key, team), column in goes.items() if value[column.index] > 0.5}
