"""What is missing of households, by name: one question for a whole township. It says what is so; a person says what follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from bangfu.facts.roster.helpers import KINDS
from bangfu.site.household.words import called as file_word
from bangfu.site.measures.recording import setting_of
from bangfu.site.measures.words import CATEGORIES, GRAVE, OFFERS, called
from bangfu.site.roster.codes import EVERYWHERE

WORDED = {"decisions": "category", "section": "section"}  # what each code that a gap is about is called by


@dataclass(frozen=True)
class Gap:
    """One thing that is missing of a household. `grave`: not_met, open, warning or judgement."""

    code: str
    household: str
    about: tuple[str, ...]
    grave: str

    @property
    def word(self) -> str:
        """What is missing."""
        return called("gap", self.code)

    @property
    def details(self) -> list[str]:
        """What it is about, in words."""
        if self.code == "cause":
            return [file_word("cause", each) for each in self.about]
        if self.code == "no_helper":
            return [" — ".join(dict.fromkeys(each.split("/"))) for each in self.about]
        if self.code == "decisions" and len(self.about) == len(CATEGORIES):
            return [_("九项都没有")]
        if self.code == "late":
            return [_("%(n)s 条") % {"n": each} for each in self.about]
        return [called(WORDED[self.code], e) if self.code in WORDED else e for e in self.about]


def gaps(day: date, at: tuple[int, int] = EVERYWHERE, household: str | None = None) -> list[Gap]:
    """Everything that is missing of the households in view, of one place or one household, by household."""
    asked = _asked(day, at) | {"only": household}
    with connection.cursor() as cursor:
        cursor.execute(query("gaps"), asked)
        rows: list[tuple[str, str, list[str]]] = cursor.fetchall()
    late = asked["plans_late"]
    return [
        Gap(code, of, tuple(about), "open" if code == "no_plan" and not late else GRAVE[code])
        for code, of, about in rows
    ]


def enrolment(day: date, at: tuple[int, int] = EVERYWHERE) -> tuple[int, int]:
    """How many households are entitled to the allowance and how many of them have it (二(四)/q)."""
    with connection.cursor() as cursor:
        cursor.execute(query("enrolment"), _asked(day, at))
        found: tuple[int, int] = cursor.fetchone() or (0, 0)
    return found


def counted(found: Iterable[Gap]) -> list[tuple[str, str, int]]:
    """How often each is missing: code, word, households; in the order of the file."""
    numbers = Counter(gap.code for gap in found)
    return [(code, called("gap", code), numbers[code]) for code in GRAVE if numbers[code]]


@cache
def query(name: str) -> str:
    """A question of `queries/`."""
    return (Path(__file__).parent / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def _asked(day: date, at: tuple[int, int]) -> dict[str, Any]:
    found = setting_of(day)
    by = found.plans_by if found else ""
    return {
        "day": day, "year": day.year, "first": date(day.year, 1, 1), "lo": at[0], "hi": at[1], "kinds": sorted(KINDS),
        "categories": list(CATEGORIES), "offers": list(OFFERS), "late_days": found.late_days if found else None,
        "at_once": found.at_once if found else None, "plans_late": bool(by) and f"{day:%m-%d}" > by,
    }  # fmt: skip
