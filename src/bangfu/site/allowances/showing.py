"""Lines as pages show them: names, words, clauses, and the cases behind what was cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bangfu.entitlements.account import Account as Sheet
from bangfu.entitlements.line import Line
from bangfu.entitlements.notes import joined, said
from bangfu.site.cases.models import Step
from bangfu.site.duties.law import law
from bangfu.site.roster.codes import code_of
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.web.words import tongue, word

# How a state is marked; its words are the library's.
MARKS = {
    "due": "open", "paid": "met", "cancelled": "exempt", "recoverable": "judgement", "needs_person": "judgement",
    "met": "met", "open": "open", "unmet": "unmet", "unknown": "exempt",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line. `case` is the case of what was cancelled, where the reader may see it."""

    line: Line
    person: Person | None
    organisation: Organisation | None
    place: Place | None
    payer: Organisation | None
    case: str | None

    @property
    def what(self) -> str:
        """What it is, in words; of a visit, what befell, and of a decision its measure."""
        for kind in ("entitlement", "event"):
            if (name := word(kind, self.line.what)) != self.line.what:
                return name
        return self.line.what

    @property
    def number(self) -> str:
        """The number of the document."""
        return law().number(self.line.regulation) if self.line.regulation else ""

    @property
    def is_known(self) -> bool:
        """Whether the clause has a page here."""
        return self.line.regulation in law().packs

    @property
    def whom(self) -> str:
        """Whom it is for, by name where the reader sees it."""
        named = self.person or self.organisation or self.place
        line = self.line
        return str(named) if named else line.person or line.organisation or line.place or ""

    @property
    def of(self) -> str:
        """The person, body or place, as an address calls it."""
        return self.line.person or self.line.organisation or self.line.place or ""

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return str(getattr(said(f"state_{self.line.state}"), tongue()))

    @property
    def mark(self) -> str:
        """The mark of its state."""
        return MARKS[self.line.state]

    @property
    def note(self) -> str:
        """What is told beside the figures."""
        return str(getattr(joined(self.line.notes), tongue()))

    @property
    def is_money(self) -> bool:
        """Whether it is a sum of money, which may be unknown."""
        return self.line.kind in ("allowance", "fund", "reimbursement")

    @property
    def amount(self) -> str:
        """What it comes to, or that nobody set it."""
        return yuan(self.line.amount) if self.line.amount is not None or not self.is_money else _("标准未定")

    @property
    def deducted(self) -> str:
        """What decisions took."""
        return yuan(self.line.deducted)

    @property
    def paid(self) -> str:
        """What was paid less what was paid back; of a visit nothing is."""
        return yuan(self.line.paid)

    @property
    def left(self) -> str:
        """What is not paid yet; less than nothing where it was paid and then cancelled."""
        return yuan(self.line.left)

    @property
    def is_payable(self) -> bool:
        """Whether a payment can be entered for it."""
        return self.is_money or self.line.kind == "means"


def rows(lines: Sequence[Line]) -> list[Row]:
    """Lines with their names and cases, as far as the reader sees them."""
    people = Person.objects.select_related("organisation").in_bulk(
        {line.person for line in lines if line.person}
    )
    units = {o for line in lines for o in (line.organisation, line.payer) if o}
    bodies = Organisation.objects.in_bulk(units)
    places = Place.objects.in_bulk({code for line in lines if (code := code_of(line.place))})
    cases = cases_of(d for line in lines for d in line.decisions)
    return [
        Row(
            line, people.get(line.person or ""), bodies.get(line.organisation or ""),
            places.get(code_of(line.place) or 0), bodies.get(line.payer or ""),
            next((cases[d] for d in line.decisions if d in cases), None),
        )
        for line in lines
    ]  # fmt: skip


def cases_of(decisions: Iterable[str]) -> dict[str, str]:
    """The case of each decision whose case the reader may see."""
    return dict(Step.objects.filter(pk__in=set(decisions)).values_list("pk", "case_id"))


def yuan(value: Decimal | None) -> str:
    """An amount with two decimals; a dash where there is none."""
    return "—" if value is None else f"{value:,.2f}"


def totals(sheet: Sheet) -> list[dict[str, Any]]:
    """The sums of an account, each with its words."""
    found = sheet.totals(tongue())
    names = ("amount", "deducted", "paid", "spent", "left")
    return [
        {
            "what": word("entitlement", total["what"]),
            "number": law().number(total["regulation"]) if total["regulation"] else "",
            "note": total["note"],
            "stray": total["kind"] == "total:stray",
            **{name: yuan(total[name]) for name in names},
        }
        for total in found
    ]
