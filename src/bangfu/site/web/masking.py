"""Personal data as it is shown to those who need not know it in full."""

from __future__ import annotations

from typing import Literal

Kind = Literal["name", "id_number", "bank_account", "phone"]
# How many characters stay at the beginning and at the end.
KEPT: dict[Kind, tuple[int, int]] = {
    "name": (1, 0),
    "id_number": (3, 2),
    "bank_account": (0, 4),
    "phone": (3, 4),
}


def masked(value: str, kind: Kind) -> str:
    """A value with its middle hidden; one too short to hide any of it is hidden whole."""
    if not value:
        return ""
    first, last = KEPT[kind]
    if len(value) <= first + last:
        return "**"
    return f"{value[:first]}**{value[len(value) - last :]}"
