"""A map of villages that stands on any page and any sheet: their outlines where the county has them, else a plain scheme.

Drawn here, so that what hangs on the wall and what a phone shows is the same picture and needs nothing to run. Lengths are in
units of which a phone shows about one a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from bangfu.site.groups.distribution import Row

WIDTH, EDGE = 360.0, 6.0
TILE, ACROSS = (83.0, 58.0), 4
STEPS = 5  # shades
Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Area:
    """One village on the map: its outline as the `d` of a path, where its name stands, and its shade from 0 to 4."""

    row: Row
    path: str
    x: float
    y: float
    shade: int
    dot: bool = False  # a place of which only a point is known


@dataclass(frozen=True)
class Drawing:
    """All villages, how large the picture is, and whether it shows where places lie."""

    areas: list[Area]
    width: float
    height: float
    real: bool
    legend: list[tuple[int, int, int]]  # shade, from, to


def draw(rows: Sequence[Row]) -> Drawing:
    """The map of some villages: where one has no outline and no point, all stand in rows."""
    most = max((row.households for row in rows), default=0)
    real = bool(rows) and all(row.village.shape for row in rows)
    placed = _real(rows) if real else _scheme(rows)
    areas = [Area(row, path, x, y, shade_of(row.households, most), dot) for row, path, x, y, dot in placed.of]
    return Drawing(areas, placed.width, placed.height, real, legend_of(most))


def shade_of(number: int, most: int) -> int:
    """From 0 for none or few to 4 for the most."""
    return min(STEPS - 1, number * STEPS // (most + 1))


def legend_of(most: int) -> list[tuple[int, int, int]]:
    """Which numbers each shade stands for, without those that stand for none."""
    found: dict[int, list[int]] = {}
    for number in range(most + 1):
        found.setdefault(shade_of(number, most), []).append(number)
    return [(shade, numbers[0], numbers[-1]) for shade, numbers in found.items()]


@dataclass(frozen=True)
class _Placed:
    of: list[tuple[Row, str, float, float, bool]]
    width: float
    height: float


def _real(rows: Sequence[Row]) -> _Placed:
    """Outlines and points, north up, one scale for both directions."""
    rings = {row.village.pk: list(rings_of(row.village.shape)) for row in rows}
    points = [p for of in rings.values() for ring in of for p in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, top = min(y for _, y in points), max(y for _, y in points)
    flat = cos(radians((low + top) / 2))
    scale = (WIDTH - 2 * EDGE) / max((right - left) * flat, (top - low) * 0.6, 1e-6)

    def at(point: Point) -> Point:
        return EDGE + (point[0] - left) * flat * scale, EDGE + (top - point[1]) * scale

    found: list[tuple[Row, str, float, float, bool]] = []
    for row in rows:
        drawn = [[at(p) for p in ring] for ring in rings[row.village.pk]]
        largest = max(drawn, key=_surface)
        x, y = _middle(largest)
        found.append((row, " ".join(map(_path, drawn)), x, y, len(largest) == 1))
    return _Placed(found, WIDTH, (top - low) * scale + 2 * EDGE)


def _scheme(rows: Sequence[Row]) -> _Placed:
    """Tiles in rows by code, which claim nothing about where a place lies."""
    codes = sorted(row.village.pk for row in rows)
    spots = {code: (n % ACROSS, n // ACROSS) for n, code in enumerate(codes)}
    wide, high = TILE
    found: list[tuple[Row, str, float, float, bool]] = []
    for row in rows:
        column, line = spots[row.village.pk]
        x, y = EDGE + column * (wide + 4), EDGE + line * (high + 4)
        found.append(
            (
                row,
                _path([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]),
                x + wide / 2,
                y + high / 2,
                False,
            )
        )
    lines = max((line for _, line in spots.values()), default=0) + 1
    return _Placed(found, WIDTH, lines * (high + 4) + 2 * EDGE)


def rings_of(shape: Any) -> Iterator[Ring]:
    """The outer rings of a geometry; of a point itself."""
    kind, where = shape["type"], shape["coordinates"]
    if kind == "Point":
        yield [(float(where[0]), float(where[1]))]
    for polygon in [where] if kind == "Polygon" else where if kind == "MultiPolygon" else ():
        yield [(float(x), float(y)) for x, y, *_ in polygon[0]]


def _surface(ring: Ring) -> float:
    return abs(_twice(ring)) / 2


def _twice(ring: Iterable[Point]) -> float:
    points = list(ring)
    following = [*points[1:], points[0]]
    return sum(x * v - u * y for (x, y), (u, v) in zip(points, following, strict=True))


def _middle(ring: Ring) -> Point:
    """Its centre of mass; of a point or a line the mean."""
    twice = _twice(ring)
    if abs(twice) < 1e-6:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in pairs) / (3 * twice)
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in pairs) / (3 * twice)
    return x, y


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"
