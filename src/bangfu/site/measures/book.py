"""The record book of a household: six sections, each worked out from what was recorded once, none ever typed again.

The household and its helper read the same entries (GI-18); the helper also reads who recorded each and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bangfu.site.household import reading
from bangfu.site.household.models import Version
from bangfu.site.household.reading import Earned
from bangfu.site.ledger.models import Entry
from bangfu.site.measures.gaps import gaps
from bangfu.site.measures.models import Decision, Measure, Plan, Wish
from bangfu.site.measures.planning import in_force
from bangfu.site.measures.recording import decided
from bangfu.site.measures.words import CATEGORIES, codes
from bangfu.site.roster.models import Household
from bangfu.site.web.named import name_of


@dataclass(frozen=True)
class Book:
    """The six sections of a year, as of a day; `empty` are the codes of those that hold nothing."""

    day: date
    version: Version | None
    members: list[Any]
    plan: Plan | None
    measures: list[Measure]
    wishes: list[Wish]
    entries: list[Entry]
    incomes: list[Earned]
    decisions: list[tuple[str, Decision | None]]
    empty: tuple[str, ...]

    @property
    def over(self) -> list[Measure]:
        """The measures of which something came."""
        return [each for each in self.measures if each.result]

    @property
    def missing(self) -> list[str]:
        """The codes of empty sections in the order of the book."""
        return [code for code in codes("section") if code in self.empty]


def book_of(household: Household, day: date) -> Book:
    """The record book as of a day."""
    pk, year = household.pk, day.year
    version, plan = reading.as_of(pk, day), in_force(pk, year, day)
    held = decided(pk, year, day)
    empty = [gap.about for gap in gaps(day, household=pk) if gap.code == "section"]
    return Book(
        day=day,
        version=version,
        members=list(version.members.all()) if version else [],  # type: ignore[attr-defined]
        plan=plan,
        measures=list(measures_of(plan)) if plan else [],
        wishes=list(Wish.objects.filter(household=pk, on__lte=day).annotate(who=name_of("recorded_by"))),
        entries=list(entries_of(pk, date(year, 1, 1), day)),
        incomes=reading.incomes(pk, day),
        decisions=[(category, held.get(category)) for category in CATEGORIES],
        empty=empty[0] if empty else (),
    )


def measures_of(plan: Plan) -> Any:
    """The measures of a plan with who answers for each."""
    return (
        Measure.objects.filter(plan=plan).select_related("responsible").annotate(who=name_of("recorded_by"))
    )


def entries_of(household: str, first: date, last: date) -> Any:
    """What the ledger holds about a household, as it stands: what was put right is shown as it was put right."""
    rows = Entry.objects.filter(
        household=household, on__range=(first, last), corrected_by=None, withdraws=False
    )
    return (
        rows.select_related("person", "organisation")
        .annotate(who=name_of("recorded_by"))
        .order_by("on", "seq")
    )
