"""What a simulated county is like: how people behave, and how many there are of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from bangfu.regulation.model import Regulation


class Temperament(IntEnum):
    """How somebody takes a duty."""

    DILIGENT = 0  # does it, now and then more than asked
    SLACK = 1  # falls short now and then, and is away without leave
    CHEATING = 2  # it stands in the ledger: on days of leave, in two places at once, all in the last days


Temperaments = NDArray[np.int8]


@dataclass(frozen=True)
class Options:
    """Proportions of a simulation. Chances and shares lie between 0 and 1; triples follow `Temperament`."""

    temperaments: tuple[float, float, float] = (0.74, 0.19, 0.07)  # diligent, slack, cheating
    households: tuple[int, int] = (20, 60)  # a village has from … to …
    scale: float = 1.0  # of the number of households
    households_per_helper: tuple[int, int] = (2, 6)
    vacant: float = 0.02  # posts that nobody holds
    without_helper: float = 0.02
    handover: float = 0.08  # resident posts that change hands; of leaders and helpers half as many
    fulfilled: tuple[float, float, float] = (0.985, 0.72, 0.95)  # chance that a period's duty is done in full
    absent: tuple[float, float, float] = (0.03, 0.17, 0.05)  # most workdays away without leave
    nights: tuple[float, float, float] = (0.78, 0.6, 0.85)  # fewest nights in the village, of the days there
    members: int = 1  # of a resident team, beside its leader and first secretary
    more: float = 0.2  # chance of one more than asked, or how many times more
    bunched: tuple[float, float, float] = (
        0.02,
        0.25,
        0.7,
    )  # chance that all is done in the period's last days
    daily: bool = False  # attendance day by day, not as stretches
    regulations: Sequence[Regulation] | None = None  # those in force; none: all shipped ones

    def draw(self, count: int, rng: np.random.Generator) -> Temperaments:
        """The temperaments of so many people or units."""
        return rng.choice(3, size=count, p=self.temperaments).astype(np.int8)
