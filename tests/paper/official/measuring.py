"""Measuring a page: where characters and lines stand, in millimetres from the top left."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfplumber.page import Page

MM = 25.4 / 72
TOP, BOTTOM, LEFT, RIGHT = 37.0, 262.0, 28.0, 184.0  # the type area


@dataclass(frozen=True)
class Line:
    """Characters on one height."""

    text: str
    top: float
    left: float
    right: float
    size: float  # points
    face: str


def lines_of(page: Page) -> list[Line]:
    """From the top."""
    rows: dict[int, list[Any]] = {}
    for char in page.chars:
        if char["text"].strip():
            rows.setdefault(round(char["bottom"]), []).append(char)
    return [_line(rows[at]) for at in sorted(rows)]


def _line(chars: list[Any]) -> Line:
    return Line(
        "".join(c["text"] for c in chars),
        min(c["top"] for c in chars) * MM,
        min(c["x0"] for c in chars) * MM,
        max(c["x1"] for c in chars) * MM,
        chars[0]["size"],
        chars[0]["fontname"],
    )


def body_of(page: Page) -> list[Line]:
    """The lines within the type area."""
    return [line for line in lines_of(page) if TOP - 0.5 < line.top < BOTTOM - 3]


def rules_of(page: Page) -> list[tuple[float, float, Any]]:
    """Lines as wide as the type area: height, width and colour."""
    drawn = [*page.lines, *page.rects, *page.curves]
    wide = [o for o in drawn if o["width"] * MM > 155]
    return sorted((o["top"] * MM, o["width"] * MM, o["stroking_color"]) for o in wide)


def pages_of(pdf: bytes) -> list[Page]:
    """Every page."""
    return pdfplumber.open(io.BytesIO(pdf)).pages
