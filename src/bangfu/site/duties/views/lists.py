"""All verdicts in view: narrowed, sorted, searched, paged; and taken away as a file."""

from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bangfu.paper.model import STATUSES, Tally
from bangfu.site.duties.days import on_day
from bangfu.site.duties.exporting import FORMATS, export_file
from bangfu.site.duties.keeping import kept
from bangfu.site.duties.law import Law, law
from bangfu.site.duties.models import Snapshot
from bangfu.site.duties.narrowing import Narrow, in_order, mine, of_day, slice_of
from bangfu.site.duties.places import choices
from bangfu.site.duties.rows import names_of, rows_of
from bangfu.site.duties.tallies import of_each, tally_of
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.models import Account

PAGE = 50


def paged(rows: Any, total: int, wanted: str | None) -> Page:
    """One page of rows that were counted already."""
    pages = Paginator(rows, PAGE)
    pages.count = total  # pyright: ignore[reportAttributeAccessIssue]
    return pages.get_page(wanted)


@opens_for(WORK)
@on_day
def verdicts(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    """The list."""
    known = law()
    narrow = Narrow(
        request.GET, mine(of_day(snapshot), cast(Account, request.user)), law=known, as_of=snapshot.as_of
    )
    tally = _counts(request, snapshot, known)
    chosen = [s for s in request.GET.getlist("status") if s in STATUSES]
    total = sum(tally.of(s) for s in chosen) if chosen else tally.total
    page = paged(in_order(narrow.qs, request.GET.get("sort", "")), total, request.GET.get("page"))
    context = {
        "snapshot": snapshot,
        "page": page,
        "rows": rows_of(slice_of(page.object_list), snapshot.as_of, known),
        "statuses": of_each(tally),
        "chosen": chosen,
        "choices": narrow.choices()
        | {"place": choices(cast(Account, request.user), request.GET.get("place"))},
        "whose": names_of([request.GET.get("person"), request.GET.get("unit")]),
        "heads": heads(),
        "formats": list(FORMATS),
    }
    return render(request, "duties/verdicts.html", context)


def _counts(request: HttpRequest, snapshot: Snapshot, known: Law) -> Tally:
    """What all filters but the one by status leave, by status."""
    account, others = cast(Account, request.user), request.GET.copy()
    for name in ("status", "sort", "page", "as_of"):
        others.pop(name, None)
    narrow = Narrow(others, mine(of_day(snapshot), account), law=known, as_of=snapshot.as_of)
    what = f"list|{others.urlencode()}"
    return kept(snapshot, account, what, lambda: tally_of(narrow.qs))


def heads() -> list[dict[str, Any]]:
    """Heads of the columns; a key makes one sort."""
    return [
        {"label": _("责任"), "key": "duty"},
        {"label": _("谁"), "key": "bearer"},
        {"label": _("对象"), "key": "place"},
        {"label": _("期间"), "key": "due"},
        {"label": _("已做／应做"), "key": "done"},
        {"label": _("状态"), "key": "status"},
    ]


@opens_for("export")
@takes_away("duties")
@on_day
def export(request: HttpRequest, form: str, snapshot: Snapshot) -> Any:
    """Everything that the filters leave, as a file."""
    if form not in FORMATS:
        raise Http404
    known = law()
    narrow = Narrow(
        request.GET, mine(of_day(snapshot), cast(Account, request.user)), law=known, as_of=snapshot.as_of
    )
    rows = in_order(narrow.qs, request.GET.get("sort", "duty"))
    name = f"duties-{snapshot.as_of}.{form}"
    return FileResponse(export_file(form, rows, known, snapshot.as_of), as_attachment=True, filename=name)
