"""A period without a number: 每月通报, 周调度, 三天一碰头."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from bangfu.regulation.drafting.actions import known_action
from bangfu.regulation.drafting.candidate import Candidate
from bangfu.regulation.drafting.coverage import counted_next
from bangfu.regulation.drafting.refusals import BY_KIND
from bangfu.regulation.drafting.scene import Scene, blank
from bangfu.regulation.drafting.telling import told
from bangfu.regulation.drafting.words import words


def each_period(scene: Scene, n: int) -> Candidate | None:
    """每月通报…: once a period is the least that 每 can mean."""
    clause = scene.parts[n]
    per = next((t for t in clause.kinds("per", "weekday") if t.regular or t.kind == "weekday"), None)
    if (
        per is None
        or per.value == "visit"
        or not known_action(clause.text)
        or re.search("除[^，]*外$", clause.text)
        or clause.kinds("open", "share", *BY_KIND)
        or re.search(words()["refusals"]["past"], scene.sentence)
        or re.search(words()["refusals"]["incentive"], clause.text)
        or not known_action(clause.text[per.end - clause.start :])
    ):
        return None
    if counted_next(scene, n):
        return None
    made = replace(
        blank("duty", ""),
        comparator=">=",
        min=Fraction(1),
        unit="次",
        per="week" if per.kind == "weekday" else per.value,
    )
    return told(scene, n, made, ["period", "number_implied"], None)
