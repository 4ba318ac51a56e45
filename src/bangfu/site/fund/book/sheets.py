"""The sheets of a workbook in the order in which they rest on each other: which form a row fills in, about what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bangfu.site.fund.forms import county, money, plans, projects
from bangfu.site.fund.models import Account, Item, Plan, Project, Voucher
from bangfu.site.roster.codes import code_of
from bangfu.site.web.deed import Deed


@dataclass(frozen=True)
class Sheet:
    """A sheet: its columns, the form, the column of what the row is about (none: the area of whoever reads it in).

    `names`: columns that name rows of other sheets. `places`: columns of place codes. A sheet without `id` lists what has none.
    """

    name: str
    deed: type[Deed]
    about: str
    columns: tuple[str, ...]
    names: dict[str, str]
    places: tuple[str, ...] = ()

    @property
    def has_id(self) -> bool:
        """Whether its rows have ids of their own."""
        return self.columns[0] == "id"


SHEETS = (
    Sheet("plans", plans.PlanForm, "", ("id", "kind", "place", "parent", "called", "start_year", "end_year", "prepared"), {"parent": "plans"}, ("place",)),
    Sheet("items", plans.ItemForm, "plan", ("id", "plan", "parent", "text", "target", "unit", "due", "responsible"), {"plan": "plans", "parent": "items"}),
    Sheet("adoptions", plans.AdoptForm, "plan", ("plan", "on", "document"), {"plan": "plans"}),
    Sheet("projects", plans.ProjectForm, "item", ("id", "item", "place", "name", "purpose", "budget", "for_village"), {"item": "items"}, ("place",)),
    Sheet("uses", projects.UseForm, "project", ("project", "source", "purpose", "amount"), {"project": "projects"}),
    Sheet("households", projects.HouseholdForm, "project", ("project", "household"), {"project": "projects"}),
    Sheet("sources", county.SourceForm, "", ("id", "source", "name", "earmark"), {}),
    Sheet("receipts", county.ReceiptForm, "", ("id", "source", "amount", "document", "on", "earmark"), {"source": "sources"}),
    Sheet("allotments", money.AllotForm, "project", ("id", "project", "receipt", "amount", "document", "on"), {"project": "projects", "receipt": "receipts"}),
    Sheet("payments", money.PayForm, "project", ("id", "project", "allotment", "purpose", "payee", "household", "amount", "document", "on"), {"project": "projects", "allotment": "allotments"}),
)  # fmt: skip
MODELS: dict[str, type[Any]] = {
    "plans": Plan, "items": Item, "projects": Project, "sources": Account, "receipts": Voucher, "allotments": Voucher,
    "payments": Voucher,
}  # fmt: skip
MOVED = {"receipts": "receive", "allotments": "allot", "payments": "pay"}  # sheets of vouchers, by their kind


def pointed(sheet: str, row: Any) -> Any:
    """What a form takes for a row of a sheet: of a voucher the account that it filled."""
    return row.into if sheet in MOVED else row


def found(sheet: str, key: str) -> Any:
    """A row of the site by its id, as far as the account sees it; None without one."""
    rows = MODELS[sheet].objects.filter(pk=key)
    return rows.filter(code=MOVED[sheet]).first() if sheet in MOVED else rows.first()


def stands(sheet: Sheet, cells: dict[str, str | None], about: Any) -> bool:
    """Whether a row of a sheet without ids is there already."""
    if sheet.name == "households":
        return about.beneficiaries.filter(household=cells["household"]).exists()
    if sheet.name == "adoptions":
        return bool(about.adopted_on) and (str(about.adopted_on), about.document) == (
            cells["on"],
            cells["document"],
        )
    line = about.uses.filter(source=cells["source"], purpose=cells["purpose"]).first()
    return line is not None and f"{line.amount / 100:.2f}" == as_sum(cells["amount"])


def as_sum(text: str | None) -> str:
    """A sum as the site writes it, where it is one."""
    try:
        return f"{float(text or ''):.2f}"
    except ValueError:
        return text or ""


def as_place(text: str | None) -> str | None:
    """A place code as forms take it."""
    return str(code_of(text) or text) if text else None
