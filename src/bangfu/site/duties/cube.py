"""One count of a day from which a board takes all its figures: by part of the area, duty, role and status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.db import connection

from bangfu.paper.bearers import group_of
from bangfu.paper.model import Tally
from bangfu.site.duties.models import Snapshot
from bangfu.site.roster.models import Place

GRAIN = {
    "county": 1_000,
    "township": 1,
    "village": 1,
}  # what a code is cut to: townships of a county, villages of a township
WIDER = 1_000_000  # counties, of anything above

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Cell:
    """So many verdicts of one kind. `once` cells add up to the whole; the others repeat what concerns several parts."""

    part: int | None
    regulation: str
    duty: str
    role: str
    status: str
    number: int
    once: bool


@cache
def _query(name: str) -> str:
    return (Path(__file__).parent / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def cube(snapshot: Snapshot, place: Place, grain: int | None = None) -> list[Cell]:
    """All verdicts of a day at or below a place, counted; `grain` cuts the place otherwise than into its parts."""
    cut = grain or GRAIN.get(place.level, WIDER)
    about = {"snapshot": snapshot.pk, "lo": place.code, "hi": place.last, "grain": cut}
    with connection.cursor() as cursor:
        cursor.execute(_query("by_place"), about)
        return [Cell(*row) for row in cursor.fetchall()]


def summed(cells: Iterable[Cell], by: Callable[[Cell], Key]) -> dict[Key, Tally]:
    """Cells added up by whatever `by` says of each."""
    found: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in cells:
        found[by(cell)][cell.status] += cell.number
    return {key: Tally(**counts) for key, counts in found.items()}


def by_part(cells: Iterable[Cell]) -> dict[int | None, Tally]:
    """Each part with everything that concerns it."""
    return summed((c for c in cells if c.part is not None), lambda c: c.part)


def by_duty(cells: Iterable[Cell]) -> dict[tuple[str, str], Tally]:
    """Each duty, every verdict once."""
    return summed((c for c in cells if c.once), lambda c: (c.regulation, c.duty))


def by_group(cells: Iterable[Cell]) -> dict[str, Tally]:
    """Each kind of bearer, every verdict once."""
    return summed((c for c in cells if c.once), lambda c: group_of(c.role))


def total(cells: Iterable[Cell]) -> Tally:
    """Everything, every verdict once."""
    return summed((c for c in cells if c.once), lambda _: "").get("", Tally())
