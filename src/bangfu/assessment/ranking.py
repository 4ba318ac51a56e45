"""Places in a list by exact totals, and who stands among the last of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bangfu.assessment.bodies import Body
from bangfu.regulation.consequences import RankingRule

State = Literal["above", "tied", "last"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body stands. Equal totals share the better place.

    `cut` is the total that lifts a body clear when it is exceeded, and puts it among the last when it is not reached; level
    with it, a person must break the tie. None where the list is too short for anybody to stand last.
    """

    rank: int
    ranked: int
    state: State | None
    cut: Fraction | None


def places(totals: Mapping[Body, Fraction], rule: RankingRule | None) -> dict[Body, Place]:
    """The places of one complete list; without a rule on the last of it nobody stands last."""
    return {body: _place(body, totals, rule) for body in totals}


def _place(body: Body, totals: Mapping[Body, Fraction], rule: RankingRule | None) -> Place:
    own = totals[body]
    others = sorted(total for other, total in totals.items() if other != body)
    rank = 1 + sum(total > own for total in others)
    if rule is None or len(totals) < rule.fewest or len(others) < rule.last:
        return Place(rank, len(totals), None, None)
    # A body is among the last where fewer than `last` of the others stand level with it or below.
    cut = others[rule.last - 1]
    return Place(rank, len(totals), state(own, cut), cut)


def state(total: Fraction, cut: Fraction) -> State:
    """Where a total stands to the cut."""
    if total == cut:
        return "tied"
    return "last" if total < cut else "above"
