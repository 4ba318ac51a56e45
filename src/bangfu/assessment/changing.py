"""What would change a place: the smallest change of one numerator, all else unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from bangfu.assessment.notes import joined, said
from bangfu.assessment.ranking import Place
from bangfu.assessment.tally import Tally
from bangfu.regulation.shapes import Title


@dataclass(frozen=True, slots=True)
class Change:
    """One way to leave or enter the last of a list.

    `by` is the least change of the numerator that surely does it, `tie` the lesser one that makes it level with another;
    none where no change of this numerator does.
    """

    indicator: str
    move: Literal["leave", "enter"]
    by: int | None
    tie: int | None
    note: Title


def changes(total: Fraction, place: Place, parts: Iterable[tuple[str, Tally, Fraction]]) -> Iterator[Change]:
    """For each indicator with its tally and weight, how it alone would change the place."""
    if place.cut is None:
        return
    gap = place.cut - total
    for code, tally, weight in parts:
        assert tally.numerator is not None
        assert tally.denominator is not None
        step = weight / tally.denominator
        if place.state != "above":
            yield _change(code, "leave", tally, gap / step, tally.denominator - tally.numerator)
        if place.state != "last":
            yield _change(code, "enter", tally, -gap / step, tally.numerator)


def _change(code: str, move: Literal["leave", "enter"], tally: Tally, steps: Fraction, most: int) -> Change:
    """`steps` (not always whole) reach the cut; `most` are there to take."""
    sign = 1 if move == "leave" else -1
    clear = floor(steps) + 1
    level = ceil(steps)
    by = sign * clear if clear <= most else None
    tie = sign * level if 0 < level == steps and level <= most else None
    edge = tally.denominator if move == "leave" else 0
    told = [
        said("ENOUGH", by=by) if by else said("NOT_ENOUGH", numerator=edge, denominator=tally.denominator)
    ]
    if tie:
        told.append(said("TIE", by=tie))
    return Change(code, move, by, tie, joined(told))
