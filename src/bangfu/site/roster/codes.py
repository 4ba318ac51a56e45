"""Places by their codes of twelve digits: what a township and a county leave of them."""

from __future__ import annotations

TOWNSHIP, COUNTY, PREFECTURE = 10**3, 10**6, 10**8  # what a code is divided by


def township_at(code: int) -> int:
    """The township that a place lies in; its own code for a township, and for anything wider."""
    return code // TOWNSHIP * TOWNSHIP


def county_at(code: int) -> int:
    """The county that a place lies in; its own code for a county, and for anything wider."""
    return code // COUNTY * COUNTY
