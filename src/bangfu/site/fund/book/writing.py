"""The workbook of what an account sees, as it is read in again: codes, ids, sums in yuan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from bangfu.paper.sheets import Book
from bangfu.site.fund.book.sheets import MOVED, SHEETS
from bangfu.site.fund.models import Account, Beneficiary, Item, Plan, Project, UseLine, Voucher
from bangfu.site.roster.codes import text_of

Cells = dict[str, str]


def export_book(day: date) -> IO[bytes]:
    """The workbook as an open file without a name; nothing in it is calculated by a spreadsheet."""
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / "fund.xlsx"
        book = Book(path, day, large=True)
        for sheet in SHEETS:
            page = book.sheet(sheet.name)
            book.header(page, 0, sheet.columns)
            for number, row in enumerate(rows_of(sheet.name), 1):
                book.row(page, number, (row[column] for column in sheet.columns))
        book.close()
        return path.open("rb")


def rows_of(sheet: str) -> Iterator[Cells]:
    """The rows of a sheet as texts."""
    if sheet in MOVED:
        rows = (
            Voucher.objects.filter(code=MOVED[sheet])
            .select_related("into", "out_of")
            .order_by("on", "at", "pk")
        )
        first = _first_allotments() if sheet == "payments" else {}
        yield from (_voucher(sheet, one, first) for one in rows.iterator(2000))
    else:
        tell, rows = _TOLD[sheet]
        yield from (tell(one) for one in rows())


def row_of(sheet: str, row: Any) -> Cells:
    """One row as texts."""
    if sheet in MOVED:
        return _voucher(sheet, row, _first_allotments(row.out_of_id) if sheet == "payments" else {})
    return _TOLD[sheet][0](row)


def _first_allotments(account: str = "") -> dict[str, str]:
    """The first voucher that filled each allotment: by it a payment names its allotment."""
    found = Voucher.objects.filter(code="allot").order_by("-on", "-at", "-pk")
    return dict((found.filter(into=account) if account else found).values_list("into", "pk"))


def _voucher(sheet: str, one: Voucher, first: dict[str, str]) -> Cells:
    common = {"id": one.pk, "amount": _yuan(one.amount), "document": one.document, "on": one.on.isoformat()}
    if sheet == "receipts":
        mark = "" if one.out_of.earmark else one.into.earmark
        return common | {"source": one.out_of_id, "earmark": mark}
    project = one.into.project_id or ""
    if sheet == "allotments":
        filled = (
            Voucher.objects.filter(code="receive", into=one.out_of_id).values_list("pk", flat=True).first()
        )
        return common | {"project": project, "receipt": filled or ""}
    return common | {
        "project": project, "allotment": first.get(one.out_of_id, ""), "purpose": one.into.purpose,
        "payee": one.into.payee, "household": one.into.household_id or "",
    }  # fmt: skip


def _plan(one: Plan) -> Cells:
    return {
        "id": one.pk, "kind": one.kind, "place": text_of(one.place_id) or "", "parent": one.parent_id or "",
        "called": one.title, "start_year": str(one.start_year), "end_year": str(one.end_year),
        "prepared": " ".join(one.prepared),
    }  # fmt: skip


def _item(one: Item) -> Cells:
    return {
        "id": one.pk, "plan": one.plan_id, "parent": one.parent_id or "", "text": one.text,
        "target": "" if one.target is None else f"{one.target:.2f}", "unit": one.unit,
        "due": one.due.isoformat() if one.due else "", "responsible": one.responsible_id or "",  # type: ignore[attr-defined]
    }  # fmt: skip


def _adopted(one: Plan) -> Cells:
    return {"plan": one.pk, "on": str(one.adopted_on), "document": one.document}


def _project(one: Project) -> Cells:
    return {
        "id": one.pk, "item": one.item_id, "place": text_of(one.place_id) or "", "name": one.name,
        "purpose": one.purpose, "budget": _yuan(one.budget), "for_village": "yes" if one.for_village else "",
    }  # fmt: skip


def _use(one: UseLine) -> Cells:
    project: str = one.project_id  # type: ignore[attr-defined]
    return {"project": project, "source": one.source, "purpose": one.purpose, "amount": _yuan(one.amount)}


def _served(one: Beneficiary) -> Cells:
    return {"project": one.project_id, "household": one.household_id}  # type: ignore[attr-defined]


def _source(one: Account) -> Cells:
    return {"id": one.pk, "source": one.source, "name": one.name, "earmark": one.earmark}


_TOLD: dict[str, tuple[Callable[[Any], Cells], Callable[[], Any]]] = {
    "plans": (_plan, lambda: Plan.objects.order_by("-kind", "start_year", "pk")),  # of several years first
    "items": (_item, lambda: Item.objects.order_by("-plan__kind", "pk")),
    "adoptions": (_adopted, lambda: Plan.objects.filter(adopted_on__isnull=False).order_by("-kind", "pk")),
    "projects": (_project, lambda: Project.objects.order_by("made_at", "pk")),
    "uses": (_use, lambda: UseLine.objects.order_by("project", "source", "purpose")),
    "households": (_served, lambda: Beneficiary.objects.order_by("project", "household")),
    "sources": (_source, lambda: Account.objects.filter(kind="source").order_by("made_at", "pk")),
}


def _yuan(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
