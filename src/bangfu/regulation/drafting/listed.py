"""Faults that stand in a list below what follows from each: 有下列情形之一的，约谈：（一）…；（二）…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.clauses import Clause
from bangfu.regulation.drafting.faults import Case, opened
from bangfu.regulation.drafting.measures import measures_of
from bangfu.regulation.drafting.sanctions import made_of
from bangfu.regulation.drafting.scene import Scene


@dataclass(frozen=True)
class Opening:
    """The sentence above such a list: its clause, who it is about, and the measures that it names."""

    clause: str
    who: str | None
    measures: tuple[tuple[Clause, re.Match[str]], ...]

    def holds(self, clause: str) -> bool:
        """Whether a clause is an item of the list."""
        return clause != self.clause and clause.startswith(self.clause)


def opening(scene: Scene) -> Opening | None:
    """What a sentence opens, if a list of faults follows it."""
    if not scene.raw.rstrip().endswith(("：", ":")) or not re.search(
        "(?:下列|以下)(?:情形|情况|行为|问题)", scene.sentence
    ):
        return None
    measures = tuple((clause, match) for clause in scene.parts for match in measures_of(clause))
    case = opened(scene.parts[0], Case(who=scene.before or scene.labelled))
    return Opening(scene.clause, case.who, measures) if measures else None


def listed(scene: Scene, above: Opening) -> Iterator[Candidate]:
    """What follows from the fault of an item."""
    told = next((clause for clause in scene.parts if clause.kinds("quantity")), scene.parts[0])
    case = opened(told, Case(who=above.who))
    case.who = above.who or case.who
    for clause, measure in above.measures:
        yield from made_of(scene, clause, case, measure)
