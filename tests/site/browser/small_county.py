"""`python -m tests.site.browser.small_county`: fill an empty database with two townships of the demo county.

Names and codes are the real ones; people, households and entries are made up.
"""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from bangfu.facts.case import Case
from bangfu.facts.reading import read_case
from bangfu.facts.simulation import Options, simulate
from bangfu.facts.tongwei import CASE
from bangfu.site.demo.county import SEED, STANDS_ON
from bangfu.site.demo.prepare import main

TOWNSHIPS = ("621121100", "621121203")
VILLAGES = 6  # of each township


def small_county() -> Case:
    """A few villages of the demo county, with more slack people than usual: every kind of page needs its red marks."""
    roster = read_case(CASE)
    places = roster["places"]
    here = _kept(places["code"].to_pylist())
    posts = _rows(roster["posts"], "place", here)
    units = set(posts["organisation"].to_pylist())
    tables = {
        **roster.tables,
        "places": _rows(places, "code", here),
        "posts": posts,
        "organisations": _rows(roster["organisations"], "id", units.__contains__),
    }
    slack = Options(households=(6, 9), handover=0.0, temperaments=(0.3, 0.6, 0.1))
    return simulate(Case(roster.name, tables), STANDS_ON.replace(month=1, day=1), STANDS_ON, SEED, slack)


def _kept(codes: list[str]) -> Callable[[str], bool]:
    """Whether a place stays: all above the townships, the townships, and the first villages of each."""
    villages = [sorted(c for c in codes if c.startswith(t) and len(c) == 12)[:VILLAGES] for t in TOWNSHIPS]
    kept = {*TOWNSHIPS, *(c for c in codes if len(c) == 6), *(c for some in villages for c in some)}
    return kept.__contains__


def _rows(table: pa.Table, column: str, stays: Callable[[str], bool]) -> pa.Table:
    return table.filter(pc.is_in(table[column], pa.array({v for v in table[column].to_pylist() if stays(v)})))


if __name__ == "__main__":
    main(small_county)
