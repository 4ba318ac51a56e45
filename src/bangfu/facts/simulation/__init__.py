"""Made-up rosters and ledgers, clearly labelled as such: one county as a case, or a nation as coded Parquet."""

from bangfu.facts.simulation.county import Simulation, simulate, simulation
from bangfu.facts.simulation.nation import nationwide, simulate_ground
from bangfu.facts.simulation.options import Options, Temperament
from bangfu.facts.synthetic import is_synthetic

__all__ = [
    "Options",
    "Simulation",
    "Temperament",
    "is_synthetic",
    "nationwide",
    "simulate",
    "simulate_ground",
    "simulation",
]
