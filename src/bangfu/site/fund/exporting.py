"""Projects, vouchers and balances as files: sums in yuan, words beside codes, nothing that a spreadsheet would calculate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.db.models import Count, QuerySet

from bangfu.paper.sheets import write_csv, write_rows
from bangfu.site.fund.models import Project, Voucher
from bangfu.site.fund.sums import balances, sums_of
from bangfu.site.fund.words import WORDS, state_word
from bangfu.site.roster.codes import text_of

FORMATS = ("xlsx", "csv")
PROJECTS = (
    "id", "name", "place", "place_name", "plan", "item", "purpose", "state", "budget", "allotted", "paid", "unspent", "sources",
    "households", "for_village",
)  # fmt: skip
VOUCHERS = (
    "id", "on", "code", "amount", "out_of", "into", "source", "purpose", "project", "project_name", "payee", "household",
    "document", "words", "reverses",
)  # fmt: skip
BALANCES = (
    "source",
    "kind",
    "earmark",
    "received",
    "unallotted",
    "allotted",
    "unspent",
    "paid",
    "difference",
)
AT_ONCE = 2000
Line = dict[str, Any]


def project_lines(projects: QuerySet[Project]) -> list[Line]:
    """One line a project."""
    found = list(
        projects.select_related("place", "item__plan").prefetch_related("uses")
        .annotate(served=Count("beneficiaries", distinct=True)).order_by("place", "name", "pk")
    )  # fmt: skip
    sums = sums_of({one.pk: one.budget for one in found})
    return [_project(one, sums[one.pk].allotted, sums[one.pk].paid) for one in found]


def _project(one: Project, allotted: int, paid: int) -> Line:
    kinds = dict.fromkeys(use.source for use in one.uses.all())  # type: ignore[attr-defined]
    return {
        "id": one.pk, "name": one.name, "place": text_of(one.place_id), "place_name": one.place.name,
        "plan": one.item.plan.title, "item": one.item.text, "purpose": WORDS.called("purpose", one.purpose),
        "state": state_word(one.state), "budget": _yuan(one.budget), "allotted": _yuan(allotted), "paid": _yuan(paid),
        "unspent": _yuan(allotted - paid), "sources": "、".join(WORDS.called("source", code) for code in kinds),
        "households": one.served, "for_village": "yes" if one.for_village else "no",  # type: ignore[attr-defined]
    }  # fmt: skip


def voucher_lines(vouchers: QuerySet[Voucher]) -> Iterator[Line]:
    """One line a voucher, in the order of days."""
    for one in vouchers.select_related("out_of", "into__project", "out_of__project").iterator(AT_ONCE):
        project = one.into.project or one.out_of.project
        outlay = one.into if one.into.kind == "outlay" else one.out_of
        yield {
            "id": one.pk, "on": one.on, "code": WORDS.called("voucher", one.code), "amount": _yuan(one.amount),
            "out_of": str(one.out_of), "into": str(one.into), "source": WORDS.called("source", one.into.source),
            "purpose": WORDS.called("purpose", outlay.purpose) if outlay.purpose else "",
            "project": project.pk if project else None, "project_name": project.name if project else None,
            "payee": outlay.payee, "household": outlay.household_id, "document": one.document, "words": one.words,
            "reverses": one.reverses_id,
        }  # fmt: skip


def balance_lines(county: int) -> list[Line]:
    """One line a source."""
    return [
        {
            "source": line.account.name, "kind": WORDS.called("source", line.account.source),
            "earmark": WORDS.called("purpose", line.account.earmark) if line.account.earmark else "",
            **{name: _yuan(getattr(line, name)) for name in BALANCES[3:]},
        }
        for line in balances(county)
    ]  # fmt: skip


COLUMNS = {"projects": PROJECTS, "vouchers": VOUCHERS, "balances": BALANCES}


def export_file(what: str, form: str, lines: Iterable[Line], day: date) -> IO[bytes]:
    """Lines as an open file without a name, made whole before it is sent."""
    with TemporaryDirectory(prefix="bangfu-") as folder:
        path = Path(folder) / f"{what}.{form}"
        _WRITERS[form](path, what, lines, day)
        return path.open("rb")


def _xlsx(path: Path, what: str, lines: Iterable[Line], day: date) -> None:
    write_rows(path, what, COLUMNS[what], lines, day)


def _csv(path: Path, what: str, lines: Iterable[Line], _day: date) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv(file, COLUMNS[what], ([line[c] for c in COLUMNS[what]] for line in lines))


_WRITERS: dict[str, Callable[[Path, str, Iterable[Line], date], None]] = {"xlsx": _xlsx, "csv": _csv}


def _yuan(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)
