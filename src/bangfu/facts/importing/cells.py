"""A cell that names several villages, with the township written only before the first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bangfu.facts.importing.townships import Townships

_BETWEEN = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True)
class Named:
    """A village as a cell names it. `carried`: its township is the one written before an earlier village."""

    township: str
    village: str
    carried: bool


def villages_in(cell: str, township: str, known: Townships) -> list[Named]:
    """The villages of a cell; `township` is the row's own, empty where the table has no such column."""
    found: list[Named] = []
    current = township
    for part in filter(None, _BETWEEN.split(cell)):
        written, village = known.split(part)
        # a village may be called after its township: 「常河村」 is not the township 「常河镇」 and stays whole
        current = written or current
        found.append(Named(current, village, carried=not written and not township and bool(current)))
    return found
