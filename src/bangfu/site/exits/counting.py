"""Households of an area by how they stand: place by place now, and at the end of each year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bangfu.site.exits.standing import STANDINGS, by_year, of_all
from bangfu.site.exits.words import WORDS
from bangfu.site.roster.codes import COUNTY, TOWNSHIP
from bangfu.site.roster.models import Household, Place

YEARS = 8  # are shown, the last of them up to today
COLOURS = {
    "registered": "open",
    "lifted": "met",
    "reverted": "unmet",
    "struck": "exempt",
    "outside": "judgement",
}


@dataclass
class Row:
    """The households of a place by how they stand."""

    place: Place
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def cells(self, shown: list[str]) -> list[tuple[str, int]]:
        """Of each of these standings how many."""
        return [(code, self.counts.get(code, 0)) for code in shown]


def tallied(day: date, area: Place | None) -> list[Row]:
    """The townships of an area, or the villages of a township; without an area, the villages of whatever is in view."""
    step = TOWNSHIP if area and area.level not in ("township", "village") else 1
    stood = of_all(day)
    found = Household.objects.exclude(place=None)
    if area:
        found = found.filter(place__code__range=(area.code, area.last))
    counted: dict[int, dict[str, int]] = {}
    for pk, code in found.values_list("pk", "place_id"):
        if pk in stood and code is not None:
            counts = counted.setdefault(code // step * step, {})
            counts[stood[pk]] = counts.get(stood[pk], 0) + 1
    known = Place.objects.in_bulk(list(counted))
    return [Row(known[code], counts) for code, counts in sorted(counted.items()) if code in known]


def charted(day: date, area: Place | None) -> dict[str, Any]:
    """How many stood how at the end of each year, for a chart; the last column is today."""
    days = [date(year, 12, 31) for year in range(day.year - YEARS + 1, day.year)] + [day]
    low, high = (area.code, area.last) if area else (0, COUNTY**2)
    counts = by_year(low, high, days)
    years = [each.year for each in days if counts.get(each.year)]
    used = [code for code in STANDINGS if any(counts[year].get(code) for year in years)]
    series = [
        {"name": WORDS.called("standing", code), "state": COLOURS[code], "values": [counts[y].get(code, 0) for y in years]}
        for code in used
    ]  # fmt: skip
    return {"categories": [str(year) for year in years], "series": series}
