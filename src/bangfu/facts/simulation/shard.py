"""Writing one shard: a template county copied with shifted numbers, and the ledger a few counties at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bangfu.facts.kinds import kind_table
from bangfu.facts.simulation.draft import NONE, Draft
from bangfu.facts.simulation.drawing import Stage
from bangfu.facts.simulation.events import Events
from bangfu.facts.simulation.ledger import World, copied, ledger
from bangfu.facts.simulation.shard_roster import Shard, roster_tables, sizes_of

Ints = NDArray[np.int32]
COUNTIES_AT_ONCE = 10
ROW_GROUP = 1_048_576


@dataclass(frozen=True)
class Press:
    """What every shard is made from: the template county with its actors, the codes, the seed, and where to write."""

    draft: Draft
    world: World
    stage: Stage
    seed: int
    out: Path

    def write(self, shard: Shard) -> Path:
        """Write every table of a shard and return its folder."""
        folder = self.out / f"shard-{shard.number:04}"
        folder.mkdir(exist_ok=True)
        for name, table in (
            roster_tables(self.draft, shard) | {"kind": kind_table(self.stage.kinds)}
        ).items():
            pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
        written = 0
        with pq.ParquetWriter(
            folder / "act.parquet", _ACT, compression="zstd", compression_level=1
        ) as writer:
            for county in range(0, shard.counties, COUNTIES_AT_ONCE):
                events = self._ledger(shard.first + county, min(COUNTIES_AT_ONCE, shard.counties - county))
                writer.write_table(_acts(events, self.draft, county, written), row_group_size=ROW_GROUP)
                written += events.count
        return folder

    def _ledger(self, county: int, counties: int) -> Events:
        rng = np.random.default_rng([self.seed, county])
        world = copied(self.world, counties, sizes_of(self.draft))
        options = self.stage.options
        world = replace(
            world, people=options.draw(len(world.people), rng), units=options.draw(len(world.units), rng)
        )
        return ledger(world, self.stage, rng)


_COLUMNS = (
    "i",
    "kind",
    "first",
    "last",
    "person",
    "org",
    "signed",
    "place",
    "household",
    "cperson",
    "corg",
    "id",
)
_NARROW = {"kind": pa.uint16(), "signed": pa.bool_()}
_ACT = pa.schema([(name, _NARROW.get(name, pa.int32())) for name in _COLUMNS])


def _acts(events: Events, draft: Draft, county: int, written: int) -> pa.Table:
    """Entries coded as a ground holds them; their ids are their numbers."""
    size = sizes_of(draft)
    units = np.array([q.unit for q in draft.people], dtype=np.int32)
    homes = np.array([h.place for h in draft.households], dtype=np.int32)
    own_unit = _looked_up(units, events.person, size["people"], size["units"])
    home = _looked_up(homes, events.household, size["households"], size["places"])
    number = np.arange(written, written + events.count, dtype=np.int32)
    shifts = {n: county * count for n, count in size.items()}
    signed = events.unit != NONE
    columns = (
        number,
        events.kind.astype(np.uint16),
        events.first,
        events.last,
        _null(events.person, shifts["people"]),
        _null(np.where(signed, events.unit, own_unit), shifts["units"]),
        signed,
        _null(np.where(events.place == NONE, home, events.place), shifts["places"]),
        _null(events.household, shifts["households"]),
        _null(events.cperson, shifts["people"]),
        _null(events.cunit, shifts["units"]),
        number,
    )
    return pa.table([pa.array(c, t) for c, t in zip(columns, _ACT.types, strict=True)], schema=_ACT)


def _looked_up(template: Ints, numbers: Ints, size: int, step: int) -> Ints:
    """What the template tells of a record, for the same record of a copied county."""
    if not size:
        return np.full_like(numbers, NONE)
    found = template[numbers % size]
    known = (numbers != NONE) & (found != NONE)
    return np.where(known, found + numbers // size * step, NONE).astype(np.int32)


def _null(numbers: Ints, shift: int) -> pa.Array:
    return pa.array(numbers + np.int32(shift), pa.int32(), mask=numbers == NONE)
