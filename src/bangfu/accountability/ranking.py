"""The bottom of the yearly rankings: who stands last in an area, and for how many years running."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bangfu.accountability.situation import Situation
from bangfu.accountability.whereabouts import Whereabouts
from bangfu.regulation.consequences import RANKING, RankingRule
from bangfu.regulation.model import Head


@dataclass(frozen=True)
class Bottom:
    """A unit or township among the last of a year, with the areas in which it is."""

    subject: str
    year: int
    areas: tuple[str, ...]

    @property
    def on(self) -> date:
        """The day the year of the ranking ends."""
        return date(self.year, 12, 31)

    @property
    def causes(self) -> tuple[str, ...]:
        """The rankings, as a line names them."""
        return tuple(f"{RANKING}:{self.year}:{area}" for area in self.areas)


def bottoms(situation: Situation, rule: RankingRule, head: Head) -> dict[str, dict[int, Bottom]]:
    """By subject and year, who is among the last of an area.

    Only whole years after the regulation began count. Nobody is last in a list that is too short, in one with a score
    missing, or by a tie with whoever stands just above the cut.
    """
    at, as_of = situation.at, situation.as_of
    lists: dict[tuple[int, str], dict[str, float | None]] = defaultdict(dict)
    for row in situation.case["rankings"].to_pylist():
        ends = date(row["year"], 12, 31)
        in_force = head.start <= ends and (head.end is None or row["year"] <= head.end.year)
        if row["subject_kind"] != rule.of or not in_force or ends > as_of:
            continue
        places = _places(row, rule, at, ends)
        area = row["area"] or _area(places, at)
        if area is not None and at.reaches(head, places):
            subject = row["organisation"] if rule.of == "unit" else places[0]
            lists[row["year"], area][subject] = row["score"]
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (year, area), scores in lists.items():
        for subject in _last(scores, rule):
            found[subject][year].append(area)
    return {
        s: {y: Bottom(s, y, tuple(sorted(areas))) for y, areas in years.items()} for s, years in found.items()
    }


def _last(scores: Mapping[str, float | None], rule: RankingRule) -> list[str]:
    order = sorted(score for score in scores.values() if score is not None)
    if len(order) < max(rule.fewest, len(scores)):
        return []
    above = order[rule.last] if len(order) > rule.last else None
    lowest = {s: score for s, score in scores.items() if score in order[: rule.last]}
    return sorted(s for s, score in lowest.items() if score != above)


def _places(row: dict[str, Any], rule: RankingRule, at: Whereabouts, day: date) -> list[str]:
    if row["place"]:
        return [row["place"]]
    if rule.of == "township":
        return at.holders.seat(row["organisation"], day)
    return at.unit_places(row["organisation"], day)


def _area(places: Iterable[str], at: Whereabouts) -> str | None:
    """The one area in which all these places lie."""
    found = {_area_of(place, at) for place in places}
    return found.pop() if len(found) == 1 else None


def _area_of(place: str, at: Whereabouts) -> str | None:
    known = at.holders.roster.places
    return next((a for c in at.holders.upwards(place) if (a := (known.get(c) or {}).get("area"))), None)
