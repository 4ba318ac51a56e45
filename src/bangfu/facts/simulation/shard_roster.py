"""The roster of one shard: the records of a template county, once for each county, coded as a ground holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bangfu.facts.simulation.draft import NONE, Draft

PER_PREFECTURE = 99
COUNTIES = PER_PREFECTURE * PER_PREFECTURE  # 99, then two digits for the prefecture and two for the county


@dataclass(frozen=True)
class Shard:
    """Some counties that follow each other."""

    number: int
    first: int
    counties: int


def sizes_of(draft: Draft) -> dict[str, int]:
    """How many records of each kind a county has."""
    return {
        "people": len(draft.people),
        "units": len(draft.units),
        "places": len(draft.places),
        "households": len(draft.households),
    }


def roster_tables(draft: Draft, shard: Shard) -> dict[str, pa.Table]:
    """Every coded table of a shard except the ledger and the kinds."""
    copy = _Copy(draft, shard)
    person = {
        "name": copy.named("合成", "people"),
        "org": copy.numbers([q.unit for q in draft.people], "units"),
    }
    unit = {
        "name": copy.texts([u.name for u in draft.units]),
        "level": copy.texts([u.level for u in draft.units]),
        "kind": pa.nulls(shard.counties * len(draft.units), pa.string()),
        "place": copy.numbers([u.place for u in draft.units], "places"),
    }
    household = {
        "place": copy.numbers([h.place for h in draft.households], "places"),
        "head": copy.named("合成户", "households"),
        "kinds": copy.lists([h.kinds.split() for h in draft.households]),
        **copy.span(draft.households),
    }
    post = {
        "role": copy.texts([s.role for s in draft.posts]),
        "person": copy.numbers([s.person for s in draft.posts], "people"),
        "org": copy.numbers([_unit_of_post(draft, s.unit, s.person) for s in draft.posts], "units"),
        "place": copy.numbers([s.place for s in draft.posts], "places"),
        **copy.span(draft.posts),
    }
    pairing = {
        "person": copy.numbers([g.person for g in draft.pairings], "people"),
        "household": copy.numbers([g.household for g in draft.pairings], "households"),
        **copy.span(draft.pairings),
    }
    ranks = {"rank": copy.texts([q.rank for q in draft.people])}
    return {
        "person": pa.table({**copy.ids("people", "99"), **person, **ranks}),
        "org": pa.table({**copy.ids("units", "99u"), **unit}),
        "household": pa.table({**copy.ids("households", "99h"), **household}),
        "post": pa.table({"id": copy.row_ids(len(draft.posts), "99s"), **post}),
        "pairing": pa.table({"id": copy.row_ids(len(draft.pairings), "99g"), **pairing}),
        **_places(draft, shard),
    }


def _unit_of_post(draft: Draft, unit: int, person: int) -> int:
    return unit if unit != NONE or person == NONE else draft.people[person].unit


@dataclass(frozen=True)
class _Copy:
    """Columns of the template, once for each county of a shard."""

    draft: Draft
    shard: Shard

    def numbers(self, values: Sequence[int], kind: str) -> pa.Array:
        """References, moved on from county to county."""
        column = np.array(values, dtype=np.int32)
        step = np.arange(self.shard.counties, dtype=np.int32)[:, None] * sizes_of(self.draft)[kind]
        return pa.array((column[None, :] + step).ravel(), mask=np.tile(column == NONE, self.shard.counties))

    def texts(self, values: Sequence[str]) -> pa.Array:
        """Words, the same in each county."""
        return self._repeated(pa.array(values, pa.string()))

    def lists(self, values: Sequence[list[str]]) -> pa.Array:
        """Lists of words, the same in each county."""
        return self._repeated(pa.array(values, pa.list_(pa.string())))

    def _repeated(self, column: pa.Array) -> pa.Array:
        return column.take(pa.array(np.tile(np.arange(len(column)), self.shard.counties)))

    def span(self, rows: Sequence[object]) -> dict[str, pa.Array]:
        """The first and last days of records."""
        return {
            name: pa.array(
                np.tile(np.array([getattr(r, name) for r in rows], dtype=np.int32), self.shard.counties)
            )
            for name in ("first", "last")
        }

    def row_ids(self, count: int, prefix: str) -> pa.Array:
        """Ids that no other shard has."""
        first = self.shard.first * count
        return _texts(prefix, np.arange(first, first + count * self.shard.counties))

    def ids(self, kind: str, prefix: str) -> dict[str, pa.Array]:
        """The numbers within the shard, and the ids."""
        count = sizes_of(self.draft)[kind]
        number = pa.array(np.arange(count * self.shard.counties, dtype=np.int32))
        return {"i": number, "id": self.row_ids(count, prefix)}

    def named(self, prefix: str, kind: str) -> pa.Array:
        """Names that tell their number."""
        count = sizes_of(self.draft)[kind]
        return _texts(prefix, np.arange(count * self.shard.counties) + self.shard.first * count)


def _texts(prefix: str, numbers: NDArray[np.int64]) -> pa.Array:
    padded = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 9, "0")
    return pc.binary_join_element_wise(prefix, padded, "")


def _places(draft: Draft, shard: Shard) -> dict[str, pa.Table]:
    """Places with their county's digits, then the prefectures and the province above them; and who is inside whom."""
    size = len(draft.places)
    rows: list[dict[str, object]] = []
    inside: list[tuple[int, int]] = []
    numbers = range(shard.first, shard.first + shard.counties)
    prefectures = list(dict.fromkeys(n // PER_PREFECTURE for n in numbers))
    province = shard.counties * size + len(prefectures)
    for copy, number in enumerate(numbers):
        digits = f"99{number // PER_PREFECTURE + 1:02}{number % PER_PREFECTURE + 1:02}"
        above = shard.counties * size + prefectures.index(number // PER_PREFECTURE)
        for n, p in enumerate(draft.places):
            i = copy * size + n
            parent = digits[:4] + "00" if p.parent == NONE else digits + draft.places[p.parent].code[6:]
            township = draft.above(n, "township")
            near = {"township": None if township == NONE else copy * size + township, "county": copy * size}
            record: dict[str, object] = {
                "i": i,
                "code": digits + p.code[6:],
                "name": p.name,
                "level": p.level,
                "tags": sorted(p.tags),
            }
            rows.append(record | {"parent": parent, "area": None, **near})
            inside += [(i, copy * size + a) for a in _upwards(draft, n)] + [(i, above), (i, province)]
    for n, prefecture in enumerate(prefectures):
        i = shard.counties * size + n
        rows.append(_above(i, f"99{prefecture + 1:02}00", f"合成市{prefecture + 1}", "prefecture", "990000"))
        inside += [(i, i), (i, province)]
    rows.append(_above(province, "990000", "合成省", "province", None))
    inside.append((province, province))
    pairs = np.array(inside, dtype=np.int32)
    return {
        "place": pa.Table.from_pylist(rows, _PLACE),
        "within": pa.table({"p": pairs[:, 0], "a": pairs[:, 1]}),
    }


_COLUMNS = ("i", "code", "name", "level", "tags", "parent", "area", "township", "county")
_TYPES = {"tags": pa.list_(pa.string()), **dict.fromkeys(("i", "township", "county"), pa.int32())}
_PLACE = pa.schema([(name, _TYPES.get(name, pa.string())) for name in _COLUMNS])


def _above(i: int, code: str, name: str, level: str, parent: str | None) -> dict[str, object]:
    blank = {"tags": [], "area": None, "township": None, "county": None}
    return {"i": i, "code": code, "name": name, "level": level, "parent": parent, **blank}


def _upwards(draft: Draft, place: int) -> list[int]:
    found = [place]
    while (place := draft.places[place].parent) != NONE:
        found.append(place)
    return found
