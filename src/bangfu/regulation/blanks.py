"""What a template leaves open: every value of it that is written as "?"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bangfu.regulation.positions import Path

BLANK = "?"


def blanks_in(raw: dict[str, Any]) -> list[Path]:
    """Where the data of a template are still open; nowhere in a pack that is no template."""
    head = raw.get("regulation")
    is_template = isinstance(head, dict) and head.get("template") is True
    return list(_open(raw, ())) if is_template else []


def _open(value: Any, path: Path) -> Iterator[Path]:
    if value == BLANK:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _open(part, (*path, key))
