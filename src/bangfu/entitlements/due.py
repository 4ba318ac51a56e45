"""All that is known of one person's allowance in one month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bangfu.entitlements.attendance import Attended
from bangfu.entitlements.decisions import Cancelled
from bangfu.entitlements.desk import Desk
from bangfu.entitlements.earning import Earned, earned
from bangfu.entitlements.holders import Held
from bangfu.entitlements.payments import Payment
from bangfu.entitlements.rules import Entitled
from bangfu.facts.roster.spans import Span


@dataclass(frozen=True)
class Due:
    """One entitlement of one person in one month; `known` are its days up to the day of the answer."""

    desk: Desk
    one: Entitled
    held: Held
    month: Span
    known: Span

    @cached_property
    def attended(self) -> Attended:
        """The days in the village and away."""
        return self.desk.attendance.of(self.held.key, self.held)

    @cached_property
    def earned(self) -> Earned:
        """What the month comes to before anything is cancelled."""
        return earned(self.one, self.desk.rates, self.held, self.known, self.attended)

    @cached_property
    def cancelled(self) -> Cancelled:
        """What decisions took from it."""
        return self.desk.decisions.cancelled(self.one, self.held.key, self.held.days, self.month)

    @cached_property
    def recovery(self) -> tuple[str, ...]:
        """The decisions that it is paid back."""
        return self.desk.decisions.recovery(self.one, self.held.key, self.month)

    @cached_property
    def payments(self) -> list[Payment]:
        """What was paid for the month, also where it was paid for others with it."""
        what, month = self.one.rule.what, self.month
        return self.desk.payments.of_holder(
            what, self.held.key, lambda p: p.days is not None and p.covers(month)
        )

    @cached_property
    def payers(self) -> list[str]:
        """Who pays, as far as the roster knows."""
        return self.desk.holders.payers(self.one, self.held)
