"""What a note says of a part period: how long the bearer was in post, and the figure that it would shrink to (D19)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from bangfu.regulation.model import DutyRule
from bangfu.regulation.periods import day_number
from bangfu.verdict.evaluation import Judged


def part_words(judged: Judged, line: int, period: int) -> dict[str, Any]:
    """Figures for the note of one verdict of a part period; `together` where a counterpart, and `shrunk` where a number is cut down."""
    v, rule = judged.verdicts, judged.rule
    words: dict[str, Any] = {"in_post": int(v.in_post[line, period]), "base": int(v.base[line, period])}
    if not isinstance(rule, DutyRule):
        return words
    own = _own_days(judged, line, period)
    if own is not None:
        words |= {"together": words["in_post"], "in_post": own}
    part, required = rule.part_period or judged.head.part_period, int(v.required[line, period])
    if part == "pro_rata":
        words["least"] = ceil(Fraction(required * words["base"], v.required_of))
    elif part == "judgement" and required > 0 and not (v.is_share and required == v.required_of):
        # "All of them" stays all of them, however short the time.
        share = Fraction(int(v.in_post[line, period]), v.periods[period].days)
        shrunk = Fraction(required, v.required_of) * share
        words["shrunk"] = f"{float(shrunk):.0%}" if v.is_share else f"{float(shrunk):.1f}"
    return words


def _own_days(judged: Judged, line: int, period: int) -> int | None:
    """On how many days of the period the bearer held the post, whoever else had to be there; None without a counterpart."""
    task, span = judged.task, judged.verdicts.periods[period]
    if task is None or "own_first" not in task.owed.rows.column_names:
        return None
    begin, end = np.searchsorted(task.owed.rows["line"].to_numpy(), [line, line + 1])
    rows = task.owed.rows.slice(begin, end - begin)
    held = np.zeros(span.days, dtype=bool)
    for first, last in {*zip(rows["own_first"].to_pylist(), rows["own_last"].to_pylist(), strict=True)}:
        held[max(first - day_number(span.start), 0) : max(last - day_number(span.start) + 1, 0)] = True
    return int(held.sum())
