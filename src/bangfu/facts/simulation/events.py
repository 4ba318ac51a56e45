"""Entries of the ledger as parallel arrays, by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from bangfu.facts.simulation.draft import NONE

Ints = NDArray[np.int32]


@dataclass
class Events:
    """One row an entry; NONE where it names nobody and no place. `copied` marks a note taken from another entry."""

    kind: Ints
    first: Ints
    last: Ints
    person: Ints
    unit: Ints
    place: Ints
    household: Ints
    cperson: Ints
    cunit: Ints
    copied: Ints

    @classmethod
    def make(cls, count: int, **columns: NDArray[np.integer] | int) -> Events:
        """So many entries; columns not given say nothing."""
        blank = {"copied": 0, "kind": 0}
        filled = {
            f.name: np.broadcast_to(
                np.asarray(columns.get(f.name, blank.get(f.name, NONE)), dtype=np.int32), (count,)
            )
            for f in fields(cls)
        }
        return cls(**filled)

    @classmethod
    def joined(cls, parts: Iterable[Events]) -> Events:
        """All entries of several parts."""
        every = [cls.make(0), *parts]
        return cls(**{f.name: np.concatenate([getattr(p, f.name) for p in every]) for f in fields(cls)})

    def take(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> Events:
        """Some of the entries, in the order given."""
        return Events(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.kind)
