"""One line of an account: who is due what for which period, what was paid, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from bangfu.entitlements.notes import joined
from bangfu.facts.roster.spans import Span
from bangfu.language import Language
from bangfu.regulation.shapes import Title

Kind = Literal["allowance", "fund", "reimbursement", "means", "event", "stray"]
State = Literal[
    "due",  # not paid, or not all of it
    "paid",
    "cancelled",  # by a decision, and nothing was paid
    "recoverable",  # cancelled by a decision, but paid: whether it is paid back is decided by itself
    "met",
    "open",  # may still be given
    "unmet",  # the year is over, and others are recorded
    "unknown",  # nothing is recorded of it
    "needs_person",
]
MONEY = ("rate", "amount", "deducted", "paid", "spent", "left")
LINE_COLUMNS = (
    "regulation", "clause", "kind", "what", "period", "person", "organisation", "place", "posts", "held", "payer_role",
    "payer", "days", "away", "rate", "per", "amount", "deducted", "paid", "spent", "left", "state", "entries", "payments",
    "decisions", "uses", "readings", "note",
)  # fmt: skip


_FEN = Decimal("0.01")


def exact(value: Any) -> Any:
    """An amount with its two decimals, and anything else as it is."""
    return value.quantize(_FEN) if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class Line:
    """Amounts are yuan; none is unknown, which is not zero.

    `amount` is what the period comes to before anything is cancelled, `deducted` what decisions took from it, `paid` what
    was paid less what was paid back. `left` is `amount - deducted - paid`, less than nothing where it was paid and then
    cancelled; of a fund it is what is not yet spent. `days` were in the village, `away` on leave, a trip or at a training.
    """

    regulation: str | None
    clause: str | None
    kind: Kind
    what: str
    period: str
    state: State
    person: str | None = None
    organisation: str | None = None
    place: str | None = None
    posts: tuple[str, ...] = ()
    held: tuple[Span, ...] = ()
    payer_role: tuple[str, ...] = ()
    payer: str | None = None
    days: int | None = None
    away: int | None = None
    rate: Decimal | None = None
    per: str | None = None
    amount: Decimal | None = None
    deducted: Decimal | None = None
    paid: Decimal | None = None
    spent: Decimal | None = None
    left: Decimal | None = None
    entries: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    notes: tuple[Title, ...] = ()

    def noting(self, *more: Title) -> Line:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *more))

    def as_row(self, tongue: Language) -> dict[str, Any]:
        """The line as one row: amounts as exact decimals."""
        row: dict[str, Any] = {name: getattr(self, name) for name in LINE_COLUMNS if name != "note"}
        row = {name: list(v) if isinstance(v, tuple) else exact(v) for name, v in row.items()}
        return row | {"held": [str(s) for s in self.held], "note": getattr(joined(self.notes), tongue)}

    def as_line(self, tongue: Language) -> dict[str, Any]:
        """The line as the exchange format words it: amounts as text with two decimals."""
        row = self.as_row(tongue)
        return row | {name: None if row[name] is None else str(row[name]) for name in MONEY}
