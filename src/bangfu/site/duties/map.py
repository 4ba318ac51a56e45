"""The parts of an area as features of a map: their real outline where the county has one, else tiles in rows.

The tiles are an honest scheme: townships as blocks in the order of their codes, villages inside them. They say so
(`schematic`), and claim nothing about where a place lies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil, sqrt
from typing import Any

from django.urls import reverse

from bangfu.paper.model import Tally
from bangfu.site.roster.models import Place

Feature = dict[str, Any]
Spot = tuple[float, float]
GAP = 0.4  # between the blocks of two townships, in tiles


def features(places: Sequence[Place], tallies: Mapping[int | None, Tally]) -> Feature:
    """A feature collection: outlines where every place has one, else the scheme."""
    drawn = bool(places) and all(p.shape for p in places)
    spots = {} if drawn else layout(places)
    return {
        "type": "FeatureCollection",
        "features": [_feature(p, tallies.get(p.pk, Tally()), spots.get(p.pk)) for p in places],
    }


def _feature(place: Place, tally: Tally, spot: Spot | None) -> Feature:
    geometry = {"type": "Point", "coordinates": list(spot)} if spot else place.shape
    told = {"label": place.name, "href": reverse("place_duties", args=[place.pk]), "share": tally.kept}
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": told | ({"schematic": True} if spot else {}),
    }


def layout(places: Sequence[Place]) -> dict[int, Spot]:
    """Where each tile stands: villages in a block a township, everything else in one block, by code."""
    blocks = [list(group) for _, group in groupby(sorted(places, key=lambda p: p.pk), key=_block)]
    across = ceil(sqrt(len(blocks) or 1))
    spots: dict[int, Spot] = {}
    top = 0.0
    for row in range(0, len(blocks), across):
        left = deepest = 0.0
        for block in blocks[row : row + across]:
            width = ceil(sqrt(len(block)))
            for n, place in enumerate(block):
                spots[place.pk] = (left + n % width, top + n // width)
            left += width + GAP
            deepest = max(deepest, ceil(len(block) / width))
        top += deepest + GAP
    return spots


def _block(place: Place) -> int:
    """The township of a village; a township stands for itself among the others."""
    return place.pk // 1000 if place.level == "village" else 0
