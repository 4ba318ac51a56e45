"""Projects and vouchers as programs get them: sums in yuan as texts, households by their ids alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema

from bangfu.site.api.asked import Limit, Narrowed
from bangfu.site.api.schemas import PLAIN, Code, Text, one_of
from bangfu.site.fund.machine import STATES
from bangfu.site.fund.models import Project, Voucher
from bangfu.site.fund.sums import Sums, uses_left
from bangfu.site.fund.tracing import Trace
from bangfu.site.fund.words import WORDS
from bangfu.site.roster.codes import text_of

Yuan = Annotated[str, Field(examples=["1234.56"], description="Yuan with two decimals.")]


class ProjectsAsked(Narrowed):
    """The filters of the list of projects."""

    q: Text = Field("", description="Part of the name.")
    state: Annotated[str, Field(pattern=one_of(STATES))] | None = None
    purpose: Annotated[str, Field(pattern=one_of(WORDS.codes("purpose")))] | None = None
    year: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = Field(
        None, description="Of the plan that it follows."
    )
    place: Code | None = Field(None, description="At or below a place.")
    after: Annotated[str, Field(max_length=64, pattern=PLAIN)] = ""
    limit: Limit = 100


class VoucherShown(Schema):
    """One movement of money."""

    id: str
    code: str
    on: date
    at: datetime
    amount: Yuan
    out_of: str = Field(description="Id of the account.")
    into: str
    document: str
    words: str
    reverses: str | None


class UseShown(Schema):
    """A line of the plan of use, and what was paid of it."""

    source: str
    purpose: str
    amount: Yuan
    paid: Yuan


class ProjectShown(Schema):
    """One project with its sums; where one is asked for also its plan of use, households and vouchers."""

    id: str
    name: str
    place: Code
    item: str
    plan: str
    purpose: str
    state: str
    for_village: bool
    budget: Yuan
    allotted: Yuan
    paid: Yuan
    uses: list[UseShown] = []
    households: list[str] = []
    vouchers: list[VoucherShown] = []


class ProjectsPage(Schema):
    """A page of projects in the order of their ids."""

    items: list[ProjectShown]
    next: str | None


class AccountShown(Schema):
    """Where money lies on its way, and every voucher that filled it from the account before it."""

    id: str
    kind: str
    name: str
    source: str
    earmark: str
    purpose: str
    household: str | None
    balance: Yuan
    vouchers: list[VoucherShown]


class VoucherTraced(VoucherShown):
    """One voucher with its whole way: from the source down, by which project and plans, to which households."""

    way: list[AccountShown]
    project: str | None
    items: list[str] = Field(description="The item of the plan of a year, and the one above it.")
    households: list[str]
    is_direct: bool = Field(description="Whether a household was paid itself.")


def project(found: Project, sums: Sums) -> dict[str, Any]:
    """A project as a program gets it in a list."""
    plain = ("id", "name", "purpose", "state", "for_village")
    return {name: getattr(found, name) for name in plain} | {
        "place": text_of(found.place_id),
        "item": found.item_id,
        "plan": found.item.plan_id,
        "budget": yuan(sums.budget),
        "allotted": yuan(sums.allotted),
        "paid": yuan(sums.paid),
    }


def in_full(found: Project, sums: Sums, vouchers: Iterable[Voucher]) -> dict[str, Any]:
    """A project with its money."""
    served = found.beneficiaries.values_list("household", flat=True)  # type: ignore[attr-defined]
    uses = [
        {"source": line.source, "purpose": line.purpose, "amount": yuan(line.amount), "paid": yuan(paid)}
        for line, paid in uses_left(found.pk)
    ]
    return project(found, sums) | {
        "uses": uses, "households": list(served), "vouchers": [voucher(each) for each in vouchers],
    }  # fmt: skip


def voucher(found: Voucher) -> dict[str, Any]:
    """A voucher as a program gets it."""
    plain = ("id", "code", "on", "at", "document", "words")
    return {name: getattr(found, name) for name in plain} | {
        "amount": yuan(found.amount), "out_of": found.out_of_id, "into": found.into_id, "reverses": found.reverses_id,
    }  # fmt: skip


def traced(found: Voucher, way: Trace) -> dict[str, Any]:
    """A voucher with its way."""
    return voucher(found) | {
        "way": [
            {
                "id": link.account.pk, "kind": link.account.kind, "name": str(link.account),
                "source": link.account.source, "earmark": link.account.earmark, "purpose": link.account.purpose,
                "household": link.account.household_id, "balance": yuan(link.account.balance),
                "vouchers": [voucher(each) for each in link.vouchers],
            }
            for link in way.way
        ],
        "project": way.project.pk if way.project else None,
        "items": [item.pk for item in way.items],
        "households": [one.pk for one in way.households],
        "is_direct": way.is_direct,
    }  # fmt: skip


def yuan(cents: int) -> str:
    """Cents as a text in yuan, exactly."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"
