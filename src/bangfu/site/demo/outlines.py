"""Made-up outlines that look like a map: a piece of land shared out among points, each cell what lies nearest to its point."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random
from typing import Any

Point = tuple[float, float]
WIDE, HIGH = 0.18, 0.14  # degrees
CORNERS = 28
SYNTHETIC = "bangfu:synthetic"


def outlines(number: int, corner: Point, chance: Random) -> list[dict[str, Any]]:
    """As many polygons as asked for, without gaps or overlaps, inside one rounded piece of land south-west of which lies `corner`."""
    land = _land(chance)
    points = _spread(number, land, chance)
    cells = [_cell(point, [p for p in points if p is not point], land) for point in points]
    return [_polygon(cell, corner) for cell in cells]


def _land(chance: Random) -> list[Point]:
    """A rounded piece of land within the unit square; its points turn to the left."""
    turns = [2 * pi * n / CORNERS for n in range(CORNERS)]
    return [
        (0.5 + 0.48 * chance.uniform(0.9, 1) * cos(t), 0.5 + 0.48 * chance.uniform(0.9, 1) * sin(t))
        for t in turns
    ]


def _spread(number: int, land: list[Point], chance: Random) -> list[Point]:
    """Points inside, moved three times into the middle of their cells, so that cells are of like size."""
    points = [(chance.uniform(0.15, 0.85), chance.uniform(0.15, 0.85)) for _ in range(number)]
    for _ in range(3):
        points = [_middle(_cell(p, [q for q in points if q is not p], land)) or p for p in points]
    return points


def _cell(point: Point, others: list[Point], land: list[Point]) -> list[Point]:
    """What of the land lies nearer to a point than to any other."""
    cell = land
    for other in others:
        middle = ((point[0] + other[0]) / 2, (point[1] + other[1]) / 2)
        away = (other[0] - point[0], other[1] - point[1])
        cell = _clipped(cell, middle, away)
    return cell


def _clipped(ring: list[Point], at: Point, away: Point) -> list[Point]:
    """The part of a ring on the near side of a line through `at`, whose far side lies towards `away`."""
    beyond = [(x - at[0]) * away[0] + (y - at[1]) * away[1] for x, y in ring]
    kept: list[Point] = []
    for n, (point, far) in enumerate(zip(ring, beyond, strict=True)):
        following, then = ring[(n + 1) % len(ring)], beyond[(n + 1) % len(ring)]
        if far <= 0:
            kept.append(point)
        if far * then < 0:
            share = far / (far - then)
            kept.append(
                (point[0] + share * (following[0] - point[0]), point[1] + share * (following[1] - point[1]))
            )
    return kept


def _middle(ring: list[Point]) -> Point | None:
    return (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)) if ring else None


def _polygon(ring: list[Point], corner: Point) -> dict[str, Any]:
    placed = [[round(corner[0] + x * WIDE, 5), round(corner[1] + y * HIGH, 5)] for x, y in ring]
    return {"type": "Polygon", "coordinates": [[*placed, placed[0]]], SYNTHETIC: True}
