"""The entries that signals are computed from: those of a place's month, and what its people did elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Length

from bangfu.regulation.periods import period_holding
from bangfu.site.clock import SHANGHAI
from bangfu.site.ledger.checking import LONGEST
from bangfu.site.ledger.models import Entry
from bangfu.site.roster.models import Place
from bangfu.site.web.named import names_of


class Fact(NamedTuple):
    """What of an entry signals are computed from."""

    id: str
    kind: str
    on: date
    until: date
    person: str | None
    place: int | None
    household: str | None
    area: int | None
    note: str
    recorded_by: str  # empty where it came with the founding of the installation, when nobody wrote it
    moment: datetime  # when it was written: by the phone's clock, else when it came in; in Shanghai


@dataclass(frozen=True)
class Span:
    """A month at a place."""

    place: Place
    first: date

    @cached_property
    def last(self) -> date:
        """The last day of the month."""
        return period_holding("month", self.first).last

    @property
    def days(self) -> int:
        """How many days the month has."""
        return self.last.day

    def length(self, fact: Fact) -> int:
        """On how many days of the month an entry stands."""
        return max((min(fact.until, self.last) - max(fact.on, self.first)).days + 1, 0)

    def of(self, fact: Fact) -> Iterator[date]:
        """The days of the month on which an entry stands."""
        start = max(fact.on, self.first)
        return (start + timedelta(days=n) for n in range(self.length(fact)))

    def holds(self, fact: Fact) -> bool:
        """Whether an entry is of this place and month."""
        within = fact.area is not None and self.place.code <= fact.area <= self.place.last
        return within and fact.on <= self.last and fact.until >= self.first


_FIELDS = (
    "id", "kind", "on", "ends", "person_id", "place_id", "household_id", "area", "note", "recorded_by", "moment",
)  # fmt: skip


def facts_of(span: Span) -> list[Fact]:
    """What stands in the ledger: the entries of a place in a month, and what the same people did elsewhere in it."""
    inside = Q(area__range=(span.place.code, span.place.last))
    here = _facts(_lasting(span).filter(inside))
    people = {f.person for f in here if f.person}
    elsewhere = _lasting(span).filter(~inside | Q(area=None), person__in=people)
    return _signed(here + _facts(elsewhere))


def noted(span: Span, characters: int, months: int) -> list[Fact]:
    """Entries of a place with a note of so many characters, of the month and of some before it."""
    since = period_holding("month", span.first - timedelta(days=31 * (months - 1))).start
    rows = _standing().annotate(length=Length("note")).filter(length__gte=characters)
    return _signed(
        _facts(rows.filter(area__range=(span.place.code, span.place.last), on__range=(since, span.last)))
    )


def _standing() -> QuerySet[Entry]:
    return Entry.objects.filter(withdraws=False, corrected_by=None).order_by()


def _lasting(span: Span) -> QuerySet[Entry]:
    """Those that stand on a day of the month; they may have begun before it, but not longer ago than one may last."""
    ends = Q(on__gte=span.first) | Q(until__gte=span.first)
    return _standing().filter(ends, on__range=(span.first - LONGEST, span.last))


def _facts(rows: QuerySet[Entry]) -> list[Fact]:
    timed = rows.annotate(ends=Coalesce(F("until"), F("on")), moment=Coalesce(F("made_at"), F("recorded_at")))
    found: list[tuple[Any, ...]] = list(timed.values_list(*_FIELDS))
    return [Fact._make((*values, moment.astimezone(SHANGHAI))) for *values, moment in found]


def _signed(facts: list[Fact]) -> list[Fact]:
    """Leave out who recorded what no account recorded."""
    accounts = names_of(f.recorded_by for f in facts)
    return [f if f.recorded_by in accounts else f._replace(recorded_by="") for f in facts]
