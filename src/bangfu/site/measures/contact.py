"""Who stood by each household on every day of a year so far, and on which days nobody did (三(三)/f, g)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from bangfu.facts.roster.helpers import KINDS
from bangfu.site.measures.gaps import query
from bangfu.site.roster.models import Household


@dataclass(frozen=True)
class Span:
    """From a first to a last day, both included; `name` of whoever helped, nothing where nobody did."""

    first: date
    last: date
    name: str = ""

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


@dataclass
class Line:
    """The year of one household. Days are counted from `first`."""

    household: Household
    first: date
    last: date
    helped: list[Span] = field(default_factory=list[Span])
    alone: list[Span] = field(default_factory=list[Span])

    @property
    def bars(self) -> list[tuple[str, float, float]]:
        """What to draw: kind, from where and how wide, in hundredths of the year so far."""
        total = Span(self.first, self.last).days
        kinds = [("met", s) for s in self.helped] + [("unmet", s) for s in self.alone]
        return [(k, 100 * (s.first - self.first).days / total, 100 * s.days / total) for k, s in kinds]


def alone(first: date, last: date, some: list[str] | None = None) -> dict[str, list[Span]]:
    """The days without a helper of every household in view that had such, or of these, in one question."""
    asked: list[Any] = [first, last, sorted(KINDS), some]
    with connection.cursor() as cursor:
        cursor.execute("select * from days_without_helper(%s, %s, %s, %s)", asked)
        rows = cursor.fetchall()
    found: dict[str, list[Span]] = {}
    for household, gap in rows:
        found.setdefault(household, []).append(Span(gap.lower, gap.upper - timedelta(days=1)))
    return {household: sorted(spans, key=lambda s: s.first) for household, spans in found.items()}


def helped(households: QuerySet[Household], first: date, last: date) -> QuerySet[Household]:
    """Of some households those that need somebody between two days."""
    begun = Q(start=None) | Q(start__lte=last)
    return households.filter(begun, Q(end=None) | Q(end__gte=first), kinds__overlap=sorted(KINDS))


def lines(households: Sequence[Household], first: date, last: date) -> list[Line]:
    """The year of each of some households, for a page."""
    found = {h.pk: Line(h, first, last) for h in households}
    asked: dict[str, Any] = {"households": list(found), "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(query("contact"), asked)
        for household, name, begun, ended in cursor.fetchall():
            found[household].helped.append(Span(begun, ended, name))
    for household, spans in alone(first, last, list(found)).items():
        found[household].alone = spans
    return list(found.values())
