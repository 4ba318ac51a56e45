"""Whether somebody was back at the post between two checks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bangfu.accountability.counting import Back
from bangfu.facts.case import Case
from bangfu.regulation.periods import day_number

AT_THE_POST = "resident_day"


def returns(case: Case, people: Iterable[str]) -> Back:
    """Who of these people was recorded in the village, asked by person and days."""
    acts = case["activities"]
    there = acts.select(["person", "on", "until"]).filter(pc.equal(acts["kind"], AT_THE_POST))
    rows = there.filter(pc.is_in(there["person"], pa.array(people, pa.string())))
    encoded = rows["person"].combine_chunks().dictionary_encode()
    number = {person: n for n, person in enumerate(encoded.dictionary.to_pylist())}
    order = np.argsort(encoded.indices.to_numpy(), kind="stable")
    since, until = (_days(c)[order] for c in (rows["on"], pc.coalesce(rows["until"], rows["on"])))
    bounds = np.searchsorted(encoded.indices.to_numpy()[order], np.arange(len(number) + 1))

    def back(person: str, first: date, last: date) -> bool:
        n = number.get(person)
        if n is None:
            return False
        own = slice(bounds[n], bounds[n + 1])
        return bool(((since[own] <= day_number(last)) & (until[own] >= day_number(first))).any())

    return back


def _days(column: pa.ChunkedArray) -> NDArray[np.int32]:
    return column.cast(pa.int32()).to_numpy()
