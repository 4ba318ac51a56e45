"""What was paid or provided, by whom it was for and which period; each payment is booked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bangfu.entitlements.holders import Holders
from bangfu.entitlements.stretches import months_of
from bangfu.facts.roster.spans import Span

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Payment:
    """One thing paid or provided."""

    id: str
    what: str
    person: str | None
    organisation: str | None
    place: str | None
    days: Span | None  # the period it is for, where that is told
    amount: Decimal | None
    paid_on: date
    payer: str | None
    use: str | None

    @property
    def since(self) -> date:
        """In the period of which day it is booked: the first it is for, else the day of payment."""
        return self.days.first if self.days else self.paid_on

    def covers(self, period: Span) -> bool:
        """Whether it is for some day of a period."""
        return (self.days or Span(self.paid_on, self.paid_on)).within(period) is not None

    @property
    def lump(self) -> bool:
        """Whether it is for several months."""
        return self.days is not None and len(months_of(self.days)) > 1


class Payments:
    """The payments known on a day; `used` are those that stand in a line."""

    def __init__(self, holders: Holders, as_of: date) -> None:
        self._holders = holders
        self.used: set[str] = set()
        self._of: dict[str, list[Payment]] = defaultdict(list)
        for row in sorted(holders.roster.rows("payments"), key=lambda r: (r["paid_on"], r["id"])):
            if row["paid_on"] > as_of:
                continue
            post = holders.posts.get(row["post"])
            days = Span(row["from"], row["to"] or row["from"]) if row["from"] else None
            person = row["person"] or (post.person if post else None)
            place = row["place"] or (post.place if post else None)
            unit = row["organisation"]
            self._of[row["what"]].append(
                Payment(
                    row["id"], row["what"], person, unit, place, days, row["amount"], row["paid_on"], row["payer"], row["use"]
                )
            )  # fmt: skip

    def of_holder(self, what: str, holder: str, fits: Callable[[Payment], bool]) -> list[Payment]:
        """The payments for a person, or for a body that holds a post itself."""
        return self._taken(
            p for p in self._of.get(what, ()) if (p.person or p.organisation) == holder and fits(p)
        )

    def of_place(self, what: str, place: str, fits: Callable[[Payment], bool]) -> list[Payment]:
        """The payments for a village: they name it, or somebody who serves in no other."""
        return self._taken(p for p in self._of.get(what, ()) if self.place_of(p) == place and fits(p))

    def recorded(self, what: str, period: Span) -> bool:
        """Whether anything of the kind is recorded for anybody."""
        return any(p.covers(period) for p in self._of.get(what, ()))

    def astray(self, whats: Iterable[str], period: Span) -> list[Payment]:
        """Payments booked in a period that stand in no line."""
        every = [p for what in sorted(set(whats)) for p in self._of.get(what, ())]
        return [p for p in every if p.id not in self.used and period.first <= p.since <= period.last]

    def place_of(self, payment: Payment) -> str | None:
        """The village that a payment is for; none where it cannot be told."""
        if payment.place or not payment.person:
            return payment.place
        posts = self._holders.of_person(payment.person, payment.since)
        places = {p.place for p in posts if p.place}
        return places.pop() if len(places) == 1 else None

    def _taken(self, found: Iterable[Payment]) -> list[Payment]:
        taken = list(found)
        self.used |= {p.id for p in taken}
        return taken


def total(payments: Iterable[Payment]) -> Decimal:
    """What some payments come to."""
    return sum((p.amount for p in payments if p.amount is not None), NOTHING)
