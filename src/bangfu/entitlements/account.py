"""An account of a month or a year: its lines, and the sums of what is money."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bangfu.entitlements.line import Line, exact
from bangfu.entitlements.notes import said
from bangfu.language import Language, language

SUMMED = ("amount", "deducted", "paid", "spent", "left")
_MONEY_KINDS = ("allowance", "fund", "reimbursement", "stray")


@dataclass(frozen=True)
class Account:
    """What is due, cancelled, paid and left of a period, as known on a day."""

    period: str
    as_of: date
    found: tuple[Line, ...]

    def of(self, regulations: Collection[str]) -> Account:
        """Only the lines of some regulations, and those of which it cannot be told by which they are."""
        kept = (line for line in self.found if line.regulation is None or line.regulation in regulations)
        return replace(self, found=tuple(kept))

    def lines(self, tongue: Language | None = None) -> Iterator[dict[str, Any]]:
        """One line each, in a fixed order; amounts as text with two decimals."""
        spoken = tongue or language()
        return (line.as_line(spoken) for line in self.found)

    def rows(self, tongue: Language | None = None) -> Iterator[dict[str, Any]]:
        """The lines for a spreadsheet, amounts as exact numbers, and under them the sums of each kind of money."""
        spoken = tongue or language()
        yield from (line.as_row(spoken) for line in self.found)
        yield from self.totals(spoken)

    def totals(self, tongue: Language | None = None) -> list[dict[str, Any]]:
        """The sums of all lines of one thing; a sum says how many of its lines have no amount."""
        spoken = tongue or language()
        groups: dict[tuple[str | None, str, str], list[Line]] = {}
        for line in self.found:
            if line.kind in _MONEY_KINDS and (line.payments or line.kind != "stray"):
                groups.setdefault((line.regulation, line.kind, line.what), []).append(line)
        return [self._total(key, lines, spoken) for key, lines in groups.items()]

    def _total(self, key: tuple[str | None, str, str], lines: list[Line], tongue: Language) -> dict[str, Any]:
        regulation, kind, what = key
        sums = {name: summed(lines, name) for name in SUMMED}
        unknown = sum(line.amount is None for line in lines)
        note = (
            said("TOTAL_PART", count=len(lines), unknown=unknown)
            if unknown
            else said("TOTAL", count=len(lines))
        )
        return {
            "regulation": regulation,
            "kind": f"total:{kind}",
            "what": what,
            "period": self.period,
            **sums,
            "note": getattr(note, tongue),
        }


def summed(lines: Iterable[Line], name: str) -> Decimal | None:
    """The sum of what is known; nothing where nothing is."""
    known = [v for line in lines if (v := getattr(line, name)) is not None]
    return exact(sum(known, Decimal(0))) if known else None
