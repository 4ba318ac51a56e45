"""Whether somebody was back at the post between two checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from bangfu.accountability.counting import Back
from bangfu.facts.case import Case
from bangfu.regulation.periods import day_number

AT_THE_POST = "resident_day"


def returns(case: Case, people: Iterable[str]) -> Back:
    """Who of these people was recorded in the village, asked by person and days."""
    acts = case["activities"]
    there = acts.select(["person", "on", "until"]).filter(pc.equal(acts["kind"], AT_THE_POST))
    rows = there.filter(pc.is_in(there["person"], pa.array(people, pa.string())))
    until = pc.coalesce(rows["until"], rows["on"])
    days: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for person, on, last in zip(
        rows["person"].to_pylist(), _numbers(rows["on"]), _numbers(until), strict=True
    ):
        days[person].append((on, last))

    def back(person: str, first: date, last: date) -> bool:
        since, to = day_number(first), day_number(last)
        return any(on <= to and until >= since for on, until in days.get(person, ()))

    return back


def _numbers(column: pa.ChunkedArray) -> list[int]:
    return column.cast(pa.int32()).to_pylist()
