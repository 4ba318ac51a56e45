"""Two days side by side: how many stand how, and which verdicts moved. A verdict keeps its number, so both days know it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from bangfu.paper.model import STATUSES, Tally
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.duties.narrowing import of_day
from bangfu.site.web.words import word

CHANGES = {"missed": "unmet", "met": "met", "exempted": "exempt"}


@dataclass(frozen=True)
class Moved:
    """One status on both days."""

    code: str
    word: str
    before: int
    after: int

    @property
    def by(self) -> int:
        """The difference."""
        return self.after - self.before


def moved(before: Tally, after: Tally) -> list[Moved]:
    """Every status, before and after."""
    return [Moved(s, word("status", s), before.of(s), after.of(s)) for s in STATUSES]


def newly(change: str, former: Snapshot, latter: Snapshot) -> QuerySet[Verdict]:
    """Verdicts that stand so on the latter day and did not on the former, or were not there at all."""
    status = CHANGES[change]
    same = Verdict.objects.filter(snapshot=former, number=OuterRef("number"), status=status)
    return of_day(latter).filter(~Exists(same), status=status)
