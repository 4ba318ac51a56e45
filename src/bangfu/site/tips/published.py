"""What the public learns: numbers by quarter, as the database gives them out (`sql/published.sql`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from bangfu.site.roster.codes import text_of
from bangfu.site.tips.words import solved_words, state_words, way_words

FEWEST = 5  # below it nothing is told of a township


@dataclass
class Quarter:
    """One quarter of a county."""

    first: date
    numbers: dict[str, dict[str, int | None]] = field(default_factory=dict[str, dict[str, int | None]])

    @property
    def name(self) -> str:
        """Such as 2020 Q4."""
        return f"{self.first.year} Q{(self.first.month + 2) // 3}"

    @property
    def total(self) -> int:
        """How many came."""
        return self.numbers["all"][""] or 0

    @property
    def days(self) -> int | None:
        """The median of the days to the first reply."""
        return self.numbers.get("days", {}).get("")

    @property
    def solved_percent(self) -> int | None:
        """Of those whose senders said so, how many were solved, in whole percent."""
        said = {k: v or 0 for k, v in self.numbers.get("solved", {}).items()}
        return round(100 * said["yes"] / sum(said.values())) if said else None

    def listed(self, what: str) -> list[tuple[str, int]]:
        """Words and numbers of what is not none."""
        words = {"way": way_words, "state": state_words, "solved": solved_words}[what]()
        known = self.numbers.get(what, {})
        return [(word, number) for code, word in words.items() if (number := known.get(code))]

    @property
    def ways(self) -> list[tuple[str, int]]:
        """By how they came."""
        return self.listed("way")

    @property
    def states(self) -> list[tuple[str, int]]:
        """By how far they are."""
        return self.listed("state")


def quarters(county: int) -> list[Quarter]:
    """All of a county's, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute("select quarter, what, of, number from tips_published(%s)", [county])
        rows = cursor.fetchall()
    found: dict[date, Quarter] = {}
    for first, what, of, number in rows:
        found.setdefault(first, Quarter(first)).numbers.setdefault(what, {})[of] = number
    return list(found.values())


def of_townships(quarter: Quarter, names: Mapping[int, str]) -> list[tuple[str, int | None]]:
    """The townships by name, with their numbers; None where too few came to tell."""
    known = quarter.numbers.get("township", {})
    return [
        (names.get(int(code), text_of(int(code)) or ""), number) for code, number in sorted(known.items())
    ]
