"""What a county set where the text leaves the amount open. Nothing set is no amount, which is not zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bangfu.entitlements.stretches import days_of
from bangfu.facts.roster.records import Roster
from bangfu.facts.roster.spans import Span


@dataclass(frozen=True, slots=True)
class Rate:
    """So many yuan per day, month or year, as somebody set it for some days (and one place)."""

    amount: Decimal
    per: str
    set_by: str
    days: Span
    place: str | None


class Rates:
    """The rates of a case."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._of: dict[str, list[Rate]] = defaultdict(list)
        for r in roster.rows("rates"):
            days = Span(r["from"], r["to"] or date.max)
            self._of[r["what"]].append(Rate(r["amount"], r["per"], r["set_by"], days, r["place"]))

    def set_for(self, what: str, per: Collection[str], period: Span) -> bool:
        """Whether there is a rate of such a kind on some day of a period."""
        return any(r.per in per and r.days.within(period) for r in self._of.get(what, ()))

    def by_day(
        self, what: str, per: Collection[str], days: Iterable[Span], places: Iterable[str]
    ) -> dict[date, frozenset[Rate]]:
        """Of each day the rates that hold: those of the nearest place. More than one: a person must say which."""
        above = [self._roster.upwards(place) for place in places]
        fitting = [r for r in self._of.get(what, ()) if r.per in per]
        return {day: frozenset(self._on(fitting, day, above)) for day in days_of(days)}

    def _on(self, rates: list[Rate], day: date, above: list[list[str]]) -> Iterable[Rate]:
        valid = [r for r in rates if r.days.first <= day <= r.days.last]
        for chain in above:
            near = [
                (chain.index(r.place) if r.place else len(chain), r)
                for r in valid
                if not r.place or r.place in chain
            ]
            nearest = min((at for at, _ in near), default=0)
            yield from (r for at, r in near if at == nearest)
