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


@dataclass(frozen=True)
class Away:
    """Blocks of days away from the village: which kind, how often a year, for how many days at least and at most."""

    kind: str
    a_year: float
    fewest: int
    most: int


LEAVE = Away("leave_day", 2.5, 2, 5)
ERRANDS = (Away("official_trip", 4.0, 1, 3), Away("official_meeting", 8.0, 1, 1))
DAYS_OFF = 0.05  # chance of a weekend day or holiday spent in the village


@dataclass(frozen=True)
class Residents:
    """One row a cadre and village: who, where, and from which to which day."""

    person: Ints
    place: Ints
    first: Ints
    last: Ints


@dataclass(frozen=True)
class Attendance:
    """The attendance of some cadres; every matrix has a row a cadre and a column a day."""

    residents: Residents
    temper: Temperaments
    stage: Stage
    rng: np.random.Generator

    def entries(self, trained: Events) -> Events:
        """All entries. `trained` are days in training, which others have entered already."""
        days = np.arange(self.stage.first, self.stage.last + 1, dtype=np.int32)
        posted = (self.residents.first[:, None] <= days) & (days <= self.residents.last[:, None])
        free = posted & np.isin(days, self.stage.workdays) & ~self._training(trained, len(days))
        leave = self._blocks(LEAVE, len(days)) & free
        parts = [self._runs(leave, LEAVE.kind)]
        free &= ~leave
        for errand in ERRANDS:
            gone = self._blocks(errand, len(days)) & free
            parts.append(self._runs(gone, errand.kind))
            free &= ~gone
        there = self._present(free) | (
            posted & ~np.isin(days, self.stage.workdays) & (self._chance(posted) < DAYS_OFF)
        )
        there |= leave & (self.temper == Temperament.CHEATING)[:, None]
        nights = there & (self._chance(there) < self._share_of_nights()[:, None])
        return Events.joined(
            [*parts, self._runs(there, "resident_day"), self._singles(nights, "overnight_stay")]
        )

    def _chance(self, like: Bools) -> NDArray[np.float32]:
        return self.rng.random(like.shape, dtype=np.float32)

    def _training(self, trained: Events, days: int) -> Bools:
        people = self.residents.person
        found = np.zeros((len(people), days), dtype=np.bool_)
        row = np.full(max(people.max(initial=0), trained.person.max(initial=0)) + 2, -1)
        row[people] = np.arange(len(people))
        rows = row[trained.person]
        found[rows[rows >= 0], (trained.first - self.stage.first)[rows >= 0]] = True
        return found

    def _blocks(self, away: Away, days: int) -> Bools:
        """Blocks of days in random places of the matrix."""
        cadres = len(self.residents.person)
        steps = np.zeros((cadres, days + 1), dtype=np.int16)
        number = self.rng.poisson(away.a_year * days / 365, size=cadres)
        row = np.repeat(np.arange(cadres), number)
        begin = self.rng.integers(0, days, size=len(row))
        length = self.rng.integers(away.fewest, away.most + 1, size=len(row))
        np.add.at(steps, (row, begin), 1)
        np.add.at(steps, (row, np.minimum(begin + length, days)), -1)
        return np.cumsum(steps, axis=1)[:, :days] > 0

    def _present(self, free: Bools) -> Bools:
        """The free workdays without those of absence."""
        most = np.array(self.stage.options.absent)[self.temper]
        absence = self.rng.random(len(self.temper)) * most
        return free & (self._chance(free) >= absence[:, None])

    def _share_of_nights(self) -> NDArray[np.float64]:
        fewest = np.array(self.stage.options.nights)[self.temper]
        return fewest + self.rng.random(len(self.temper)) * (0.98 - fewest)

    def _runs(self, matrix: Bools, kind: str) -> Events:
        """One entry a stretch of days, or one a day where the options say so."""
        if self.stage.options.daily:
            return self._singles(matrix, kind)
        edge = np.diff(matrix.astype(np.int8), axis=1, prepend=0, append=0)
        row, begin = np.nonzero(edge == 1)
        return self._entered(kind, row, begin, np.nonzero(edge == -1)[1] - 1)

    def _singles(self, matrix: Bools, kind: str) -> Events:
        row, day = np.nonzero(matrix)
        return self._entered(kind, row, day, day)

    def _entered(
        self, kind: str, row: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64]
    ) -> Events:
        here = {"place": self.residents.place[row]} if kind in ("resident_day", "overnight_stay") else {}
        days = {"first": self.stage.first + first, "last": self.stage.first + last}
        return Events.make(
            len(row), kind=self.stage.kinds[kind], person=self.residents.person[row], **days, **here
        )
