"""Complaints as pages show them: what they are about in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bangfu.site.burden.complaining import Counts
from bangfu.site.duties.law import law
from bangfu.site.web.navigation import GROUPS

PLACES = {place.route: place.label for _title, places in GROUPS for place in places}


@dataclass(frozen=True)
class Shown:
    """What so many complaints are about."""

    what: str
    number: int


def complaints_shown(counts: Counts, titles: Mapping[tuple[str, str], str]) -> list[Shown]:
    """How often what was said to be too much, the most first."""
    return [
        Shown(about_word(part, route, regulation, duty, titles.get(("form", form), "")), number)
        for route, part, regulation, duty, form, number in counts
    ]


def about_word(part: str, route: str, regulation: str, duty: str, form: str) -> str:
    """A form by its name, a duty by its title, else the place of the navigation that the page lies under."""
    if form:
        return form
    if duty:
        return law().title(regulation, duty)
    return str(PLACES.get(part) or PLACES.get(route) or route)
