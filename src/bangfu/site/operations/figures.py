"""How much there is in the whole installation, and how far the judge has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True)
class Figures:
    """Numbers that say nothing of anybody."""

    entries: int
    judged: int | None
    judged_at: datetime | None
    bytes: int

    @property
    def behind(self) -> int | None:
        """How many entries are not judged yet; None where nothing ever was."""
        return None if self.judged is None else max(self.entries - self.judged, 0)


def figures() -> Figures:
    """As they are now."""
    with connection.cursor() as cursor:
        cursor.execute("select entries, judged, judged_at, bytes from site_figures()")
        [row] = cursor.fetchall()
    return Figures(*row)
