"""Outlines of places from a GeoJSON file of the county: matched by code or name, all of it or nothing, with every fault told."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any, Final

from bangfu.errors import BangfuError, Problem
from bangfu.site.groups.keeping import kept
from bangfu.site.roster.models import Place

MOST_PLACES: Final = 5000
MOST_POINTS: Final = 20_000  # of one outline
KINDS: Final = ("Polygon", "MultiPolygon", "Point")
MOST_FAULTS: Final = 50
SHORTEST: Final = 4  # points of a ring, the first again at its end


def bring_in(area: Place, text: str) -> int:
    """Write the outlines of places below an area, and say how many. Raises `BangfuError` with every fault, and writes nothing."""
    features = _features(text)
    known = {p.pk: p for p in Place.objects.filter(code__range=(area.code, area.last))}
    names: dict[str, list[int]] = defaultdict(list)
    for place in known.values():
        for name in (place.name, *place.aliases):
            names[name].append(place.pk)
    found: dict[int, Any] = {}
    faults: list[Problem] = []
    for number, feature in enumerate(features, 1):
        code, fault = _meant(feature, known, names)
        if fault is None and code in found:
            fault = "shape_twice"
        if fault is None and not _is_outline(feature.get("geometry")):
            fault = "shape_not_an_area"
        if fault:
            faults.append(Problem(fault, row=number, column="geojson", value=_called(feature)))
        elif code is not None:
            found[code] = feature["geometry"]
    if faults:
        raise BangfuError(*faults[:MOST_FAULTS])
    with kept("geojson"):
        for code, shape in found.items():
            if not Place.objects.filter(pk=code).update(shape=shape):
                raise BangfuError(Problem("group_not_yours", column="geojson"))
    return len(found)


def _features(text: str) -> list[dict[str, Any]]:
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    is_collection = isinstance(told, dict) and told.get("type") == "FeatureCollection"
    features: Any = told.get("features") if is_collection else None
    good = isinstance(features, list) and 0 < len(features) <= MOST_PLACES
    if not good or not all(isinstance(f, dict) for f in features):
        raise BangfuError(Problem("shape_not_geojson", column="geojson"))
    return list(features)


def _said(feature: dict[str, Any]) -> dict[str, Any]:
    told = feature.get("properties")
    return told if isinstance(told, dict) else {}


def _called(feature: dict[str, Any]) -> str:
    told = _said(feature)
    return str(told.get("code") or told.get("name") or "")[:60]


def _meant(
    feature: dict[str, Any], known: dict[int, Place], names: dict[str, list[int]]
) -> tuple[int | None, str | None]:
    """Which place a feature is of: its code, or a name that only one place of the area has. What lies elsewhere is unknown."""
    told = _said(feature)
    code, name = str(told.get("code") or ""), str(told.get("name") or "").strip()
    if code.isdecimal() and len(code) <= 12:
        full = int(code.ljust(12, "0"))
        return (full, None) if full in known else (None, "shape_unknown_place")
    meant = names.get(name, [])
    if len(meant) > 1:
        return None, "shape_name_of_several"
    return (meant[0], None) if meant else (None, "shape_unknown_place")


def _is_outline(geometry: Any) -> bool:
    if not isinstance(geometry, dict) or geometry.get("type") not in KINDS:
        return False
    where: Any = geometry.get("coordinates")
    if geometry["type"] == "Point":
        return _is_point(where)
    polygons: Any = [where] if geometry["type"] == "Polygon" else where
    if not _is_filled(polygons) or not all(map(_is_filled, polygons)):
        return False
    rings: list[Any] = [ring for polygon in polygons for ring in polygon]
    closed = all(isinstance(ring, list) and len(ring) >= SHORTEST for ring in rings)
    return (
        closed and sum(map(len, rings)) <= MOST_POINTS and all(_is_point(p) for ring in rings for p in ring)
    )


def _is_filled(of: Any) -> bool:
    return isinstance(of, list) and bool(of)


def _is_point(where: Any) -> bool:
    good = isinstance(where, list) and len(where) >= 2 and all(isinstance(n, int | float) for n in where[:2])
    return good and -180 <= where[0] <= 180 and -90 <= where[1] <= 90
