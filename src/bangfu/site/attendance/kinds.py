"""The kinds of days that the register shows, each with the sign that stands in its cell."""

from __future__ import annotations

from bangfu.regulation.vocabulary import AT_THE_POST, AWAY
from bangfu.site.web.words import tongue

SIGNS: dict[str, tuple[str, str]] = {
    "resident_day": ("村", "V"),
    "overnight_stay": ("宿", "N"),
    "official_trip": ("差", "T"),
    "official_meeting": ("会", "M"),
    "training_day": ("训", "C"),
    "leave_day": ("假", "L"),
}
assert set(SIGNS) == AT_THE_POST | AWAY


def sign(kind: str) -> str:
    """The sign of a kind in the reader's language."""
    return SIGNS[kind][tongue() == "en"]
