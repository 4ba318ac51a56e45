"""OpenFisca: three of the six duties, from one array of days a person and kind of attendance.

Events, targets, places and coverage have no expression there, so the days at the post are first laid out day by day
(with pandas, as `frames` does); what OpenFisca then does is count them over the year and compare.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from openfisca_core.entities import build_entity
from openfisca_core.periods import DAY, YEAR
from openfisca_core.periods import period as period_of
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.contestants.frames import AT_POST, RESIDENT, Frames, covered, exploded
from bench.laws import AS_OF, FIRST, NIGHTS, TWO_THIRDS, WORKDAYS
from bench.laws import YEAR as NUMBER
from bench.outcome import Outcome

CADRE = build_entity(key="cadre", plural="cadres", label="resident cadre", is_person=True)
DAYS = ("workday_at_post", "night", "resident", "owed_workday")


def run(shards: list[Path]) -> Outcome:
    """Every shard as a population of its own."""
    system = _system()
    found = Outcome(duties=3)
    for shard in shards:
        for duty, met in _judged(system, Frames(shard)).items():
            found.met[duty] = found.met.get(duty, 0) + met
    return found


def _variable(name: str, type_: type, period: object, formula: object = None) -> type[Variable]:
    body = {"value_type": type_, "entity": CADRE, "definition_period": period, "label": name}
    return type(name, (Variable,), body | ({"formula": formula} if formula else {}))


def _system() -> TaxBenefitSystem:
    def count(name: str) -> object:
        return lambda cadres, year: sum(
            cadres(name, day).astype(np.int32) for day in year.get_subperiods(DAY)
        )

    system = TaxBenefitSystem([CADRE])
    for name in DAYS:
        system.add_variable(_variable(name, bool, DAY))
        system.add_variable(_variable(f"{name}_days", int, YEAR, count(name)))
    tests = {
        "workdays_met": lambda cadres, year: cadres("workday_at_post_days", year) >= 220,
        "nights_met": lambda cadres, year: cadres("night_days", year) >= 160,
        "share_met": lambda cadres, year: (
            cadres("resident_days", year) * 3 >= cadres("owed_workday_days", year) * 2
        ),
    }
    for name, formula in tests.items():
        system.add_variable(_variable(name, bool, YEAR, formula))
    return system


def _judged(system: TaxBenefitSystem, f: Frames) -> dict[str, int]:
    holders, team = f.holders(RESIDENT, poor=False), f.holders(["team_leader", "team_member"], poor=True)
    people = np.unique(holders["person"].to_numpy())
    first, last = ((d - date(1970, 1, 1)).days for d in (FIRST, AS_OF))
    owed = exploded(team["person"], team["first"].clip(lower=first), team["last"].clip(upper=last))
    workdays = f.calendar["workday"].to_numpy()
    inputs = {
        "workday_at_post": _dense(people, covered(f, holders, AT_POST), first, last) & workdays[:, None],
        "night": _dense(people, covered(f, holders, ["overnight_stay"]), first, last),
        "resident": _dense(people, covered(f, team, ["resident_day"]), first, last),
        "owed_workday": _dense(people, owed, first, last) & workdays[:, None],
    }
    simulation = SimulationBuilder().build_default_simulation(system, count=len(people))
    for name, days in inputs.items():
        for n, row in enumerate(days):
            simulation.set_input(name, str(date.fromordinal(FIRST.toordinal() + n)), row)
    year = period_of(str(NUMBER))
    in_team = np.isin(people, team["person"].to_numpy())
    return {
        WORKDAYS: int(simulation.calculate("workdays_met", year).sum()),
        NIGHTS: int(simulation.calculate("nights_met", year).sum()),
        TWO_THIRDS: int((simulation.calculate("share_met", year) & in_team).sum()),
    }


def _dense(people: NDArray[np.int64], days: pd.DataFrame, first: int, last: int) -> NDArray[np.bool_]:
    """One row a day, one column a person."""
    inside = days[(days["day"] >= first) & (days["day"] <= last)]
    dense = np.zeros((last - first + 1, len(people)), dtype=bool)
    dense[inside["day"].to_numpy() - first, np.searchsorted(people, inside["person"].to_numpy())] = True
    return dense
