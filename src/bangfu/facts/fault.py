"""Why one cell cannot stand, before it is known where the cell is."""

from __future__ import annotations

import difflib
from collections.abc import Collection

MAX_HINTS = 20  # near matches are slow to find; a table that is wrong throughout needs no more
MAX_POOL = 5000


class CellError(Exception):
    """An error code and the details of its sentence."""

    def __init__(self, code: str, /, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = tuple(details.items())


class Hints:
    """Finds what a misspelt word may have meant, a limited number of times."""

    def __init__(self) -> None:
        self.given = 0

    def near(self, text: str, known: Collection[str]) -> str:
        """The nearest known words as a bracketed question, or nothing."""
        self.given += 1
        if self.given > MAX_HINTS or len(known) > MAX_POOL:
            return ""
        found = difflib.get_close_matches(text[:100], known, n=3, cutoff=0.75)
        return f" ({'、'.join(found)}?)" if found else ""
