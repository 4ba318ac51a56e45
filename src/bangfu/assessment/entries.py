"""Indicators from the ledger: of the households linked to a helper, how many have an entry of help in the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow.compute as pc

from bangfu.assessment.bodies import Bodies, Body
from bangfu.assessment.scheme import Indicator
from bangfu.assessment.tally import Count
from bangfu.facts.case import Case
from bangfu.facts.roster.spans import Span, span


def sorted_households(case: Case, indicator: Indicator, days: Span, bodies: Bodies) -> dict[Body, Count]:
    """The linked households of each body: counted with an entry, the others without."""
    helped = _entries(case, days)
    kinds = set(indicator.households)
    homes = {r["id"]: r for r in case["households"].to_pylist()}
    counts: dict[Body, Count] = defaultdict(Count)
    for row in case["pairings"].to_pylist():
        home = homes[row["household"]]
        linked = span(row["start"], row["end"]).within(days) is not None
        if not linked or (kinds and not kinds & set((home["kinds"] or "").split())):
            continue
        for body in _bodies(row["person"], home["place"], bodies):
            by = None if body.kind == "group" else row["person"]
            found = [id_ for id_, person in helped.get(home["id"], ()) if by in (None, person)]
            (counts[body].counted if found else counts[body].others).add(home["id"])
            counts[body].evidence |= set(found)
    return counts


def _entries(case: Case, days: Span) -> dict[str, list[tuple[str, str | None]]]:
    """The entries of each household, with who made them."""
    table = case["activities"]
    inside = pc.and_(pc.greater_equal(table["on"], days.first), pc.less_equal(table["on"], days.last))
    rows: list[dict[str, Any]] = (
        table.filter(pc.and_(inside, table["household"].is_valid()))
        .select(["id", "person", "household"])
        .to_pylist()
    )
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for row in rows:
        found[row["household"]].append((row["id"], row["person"]))
    return found


def _bodies(helper: str, place: str | None, bodies: Bodies) -> Iterator[Body]:
    """The helper, and the groups at the place of the household or above it."""
    yield from bodies.by_subject.get(("helper", helper), ())
    above = bodies.roster.upwards(place)
    groups = dict.fromkeys(
        p.organisation for code in above for p in bodies.posts.get(code, ()) if p.days.within(bodies.days)
    )
    for group in groups:
        yield from bodies.by_subject.get(("group", group or ""), ())
