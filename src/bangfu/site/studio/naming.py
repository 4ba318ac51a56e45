"""Names that nothing in the making has yet."""

from __future__ import annotations

from collections.abc import Container
from itertools import count


def free(stem: str, taken: Container[object]) -> str:
    """The stem itself, or with the first number behind it that makes it new."""
    return next(name for n in count(1) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
