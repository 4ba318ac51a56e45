"""Households of an area by how they stand: place by place now, and at the end of each year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bangfu.site.exits.standing import STANDINGS, by_place
from bangfu.site.exits.words import WORDS
from bangfu.site.roster.codes import EVERYWHERE, TOWNSHIP
from bangfu.site.roster.models import Place

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


@dataclass(frozen=True)
class Survey:
    """The households of an area: place by place on a day, and all together at the end of each year, the last column that day."""

    rows: list[Row]
    years: dict[int, dict[str, int]]

    @property
    def chart(self) -> dict[str, Any]:
        """How many stood how by year, for a chart."""
        years = [year for year, counts in self.years.items() if counts]
        used = [code for code in STANDINGS if any(self.years[year].get(code) for year in years)]
        series = [
            {"name": WORDS.called("standing", code), "state": COLOURS[code], "values": [self.years[y].get(code, 0) for y in years]}
            for code in used
        ]  # fmt: skip
        return {"categories": [str(year) for year in years], "series": series}


def surveyed(day: date, area: Place | None) -> Survey:
    """The townships of an area, or the villages of a township; without an area, the villages of whatever is in view."""
    step = TOWNSHIP if area and area.level not in ("township", "village") else 1
    low, high = (area.code, area.last) if area else EVERYWHERE
    days = [date(year, 12, 31) for year in range(day.year - YEARS + 1, day.year)] + [day]
    counted: dict[int, dict[str, int]] = {}
    years: dict[int, dict[str, int]] = {each.year: {} for each in days}
    for code, on, word, count in by_place(low, high, days, step):
        years[on.year][word] = years[on.year].get(word, 0) + count
        if on == day:
            counted.setdefault(code, {})[word] = count
    known = Place.objects.in_bulk(list(counted))
    return Survey(
        [Row(known[code], counts) for code, counts in sorted(counted.items()) if code in known], years
    )
