"""Everything that an account is worked out from, read once for a period and a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bangfu.entitlements.attendance import Attendance
from bangfu.entitlements.decisions import Decisions
from bangfu.entitlements.holders import Held, Holders
from bangfu.entitlements.payments import Payment, Payments
from bangfu.entitlements.rates import Rates
from bangfu.entitlements.rules import Entitled, entitlements
from bangfu.entitlements.tags import Tags
from bangfu.facts.case import Case
from bangfu.facts.roster.records import Post, Roster
from bangfu.facts.roster.spans import Span
from bangfu.regulation.model import Regulation

# Acts that may be the visit which a unit owes a cadre; a person says.
VISITS = ("follow_up_visit", "heart_talk")


class Desk:
    """A case laid out: `period` is what was asked, `known` its days up to the day of the answer."""

    def __init__(self, case: Case, packs: Sequence[Regulation], period: Span, as_of: date) -> None:
        self.case, self.packs, self.period, self.as_of = case, packs, period, as_of
        self.rules = rules = entitlements(packs)
        self.words = case.vocabulary(packs)
        self.known = Span(period.first, min(period.last, as_of))
        self.roster = Roster(case)
        self.holders = Holders(self.roster)
        kinds = [kind for one in rules for kind in one.rule.entries]
        self.attendance = Attendance(self.roster, self.known, kinds)
        self.decisions = Decisions(case, as_of)
        self.rates = Rates(self.roster)
        self.payments = Payments(self.holders, as_of)
        self.tags = Tags(self.roster, as_of)

    @property
    def over(self) -> bool:
        """Whether the period is over: it is after its last day."""
        return self.as_of > self.period.last

    def whose(self, post: Post) -> str | None:
        """Who holds a post: of a body's role the body, whoever signs."""
        return post.organisation if post.role in self.words.organisation_roles else post.holder

    def payer(self, one: Entitled, held: Held) -> str | None:
        """Who pays, where it is one body."""
        found = self.holders.payers(one, held)
        return found[0] if len(found) == 1 else None


def ids(payments: Iterable[Payment]) -> tuple[str, ...]:
    """The ids of some payments."""
    return tuple(sorted(p.id for p in payments))


def others(payments: Iterable[Payment], expected: list[str]) -> list[str]:
    """The payments that somebody else made than the text says."""
    return sorted(p.id for p in payments if p.payer and expected and p.payer not in expected)
