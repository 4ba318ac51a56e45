"""Attendance of resident cadres: a matrix of cadres by days, then leave, errands, absence and nights read off it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bangfu.facts.simulation.drawing import Stage
from bangfu.facts.simulation.events import Events
from bangfu.facts.simulation.options import Temperament, Temperaments

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]
AWAY_BLOCKS = (  # kind, how often a year, fewest and most days at a time
    ("leave_day", 2.5, 2, 5),
    ("official_trip", 4.0, 1, 3),
    ("official_meeting", 8.0, 1, 1),
)


@dataclass(frozen=True)
class Residents:
    """One row a cadre and village: who, where, and from which to which day."""

    person: Ints
    place: Ints
    first: Ints
    last: Ints

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.person)


def attend(residents: Residents, temper: Temperaments, trained: Events, stage: Stage, rng: np.random.Generator) -> Events:
    """The attendance of every cadre. `trained` are the entries of days on which one was in training."""
    days = np.arange(stage.first, stage.last + 1, dtype=np.int32)
    posted = (residents.first[:, None] <= days) & (days <= residents.last[:, None])
    working = posted & np.isin(days, stage.workdays)
    taken = _training(residents, trained, stage, len(days))
    parts: list[Events] = []
    leave = np.zeros_like(posted)
    for kind, a_year, fewest, most in AWAY_BLOCKS:
        block = _blocks(residents.count, len(days), a_year, (fewest, most), rng) & working & ~taken
        parts.append(_runs(block, residents, kind, stage, at_home=False))
        taken |= block
        if kind == "leave_day":
            leave = block
    there = _present(working & ~taken, posted & ~working, leave, temper, stage, rng)
    nights = _nights(there, temper, stage, rng)
    parts.append(_runs(there, residents, "resident_day", stage, at_home=True))
    parts.append(_singles(nights, residents, "overnight_stay", stage))
    return Events.joined(parts)


def _training(residents: Residents, trained: Events, stage: Stage, days: int) -> Bools:
    found = np.zeros((residents.count, days), dtype=np.bool_)
    row = np.full(max(residents.person.max(initial=0), trained.person.max(initial=0)) + 2, -1)
    row[residents.person] = np.arange(residents.count)
    rows = row[trained.person]
    found[rows[rows >= 0], (trained.first - stage.first)[rows >= 0]] = True
    return found


def _blocks(cadres: int, days: int, a_year: float, lengths: tuple[int, int], rng: np.random.Generator) -> Bools:
    """Blocks of days away, in random places of the matrix."""
    steps = np.zeros((cadres, days + 1), dtype=np.int16)
    number = rng.poisson(a_year * days / 365, size=cadres)
    row = np.repeat(np.arange(cadres), number)
    begin = rng.integers(0, days, size=len(row))
    end = np.minimum(begin + rng.integers(lengths[0], lengths[1] + 1, size=len(row)), days)
    np.add.at(steps, (row, begin), 1)
    np.add.at(steps, (row, end), -1)
    return np.cumsum(steps, axis=1)[:, :days] > 0


def _present(
    free: Bools, off: Bools, leave: Bools, temper: Temperaments, stage: Stage, rng: np.random.Generator
) -> Bools:
    """Days entered as spent at the post: workdays without absence, some days off; with a cheat also days of leave."""
    most = np.array(stage.options.absent)[temper]
    absence = rng.random(len(temper)) * most
    chance = rng.random(free.shape, dtype=np.float32)
    there = (free & (chance >= absence[:, None])) | (off & (chance < 0.05))
    return there | (leave & (temper == Temperament.CHEATING)[:, None])


def _nights(there: Bools, temper: Temperaments, stage: Stage, rng: np.random.Generator) -> Bools:
    fewest = np.array(stage.options.nights)[temper]
    share = fewest + rng.random(len(temper)) * (0.98 - fewest)
    return there & (rng.random(there.shape, dtype=np.float32) < share[:, None])


def _runs(matrix: Bools, residents: Residents, kind: str, stage: Stage, *, at_home: bool) -> Events:
    """One entry a stretch of days, or one a day where the options say so."""
    if stage.options.daily:
        return _singles(matrix, residents, kind, stage, at_home=at_home)
    edge = np.diff(matrix.astype(np.int8), axis=1, prepend=0, append=0)
    row, begin = np.nonzero(edge == 1)
    _, end = np.nonzero(edge == -1)
    return _events(row, begin, end - 1, residents, kind, stage, at_home)


def _singles(matrix: Bools, residents: Residents, kind: str, stage: Stage, *, at_home: bool = True) -> Events:
    row, day = np.nonzero(matrix)
    return _events(row, day, day, residents, kind, stage, at_home)


def _events(
    row: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    residents: Residents,
    kind: str,
    stage: Stage,
    at_home: bool,
) -> Events:
    place = {"place": residents.place[row]} if at_home else {}
    return Events.make(
        len(row), kind=stage.kinds[kind], first=stage.first + first, last=stage.first + last, person=residents.person[row], **place
    )
