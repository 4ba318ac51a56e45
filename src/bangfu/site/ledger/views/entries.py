"""The ledger as pages: the list, one entry, and what is taken away as a file."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bangfu.site.clock import today
from bangfu.site.duties.places import choices, crumbs
from bangfu.site.ledger.answers import counts
from bangfu.site.ledger.exporting import FORMATS, export_file
from bangfu.site.ledger.kinds import vocabulary
from bangfu.site.ledger.models import Entry
from bangfu.site.ledger.narrowing import NAMED, STATES, in_order, narrowed, slice_of
from bangfu.site.ledger.recording import may_change
from bangfu.site.ledger.shown import differences, recorder_of
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.acts import takes_away
from bangfu.site.web.models import Account
from bangfu.site.web.paging import Pages
from bangfu.site.web.words import tongue, word

PAGE = 50


@opens_for(WORK)
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """The entries in view."""
    account = cast(Account, request.user)
    narrow = narrowed(account, request.GET, today())
    page = Pages(in_order(narrow.qs, request.GET.get("sort", "")), PAGE).get_page(request.GET.get("page"))
    kinds = [(code, word("activity", code)) for code in vocabulary().codes("activity")]
    context = {
        "page": page,
        "entries": slice_of(page.object_list),
        "asked": narrow.data,
        "kinds": kinds,
        "states": list(STATES.items()),
        "places": choices(account, request.GET.get("place")),
        "narrow": [(n, request.GET[n]) for n in ("person", "unit", "household") if request.GET.get(n)],
        "formats": list(FORMATS),
        "heads": [
            {"label": _("日期"), "key": "on"},
            {"label": _("活动"), "key": "kind"},
            {"label": _("谁"), "key": "who"},
            {"label": _("对象、地点"), "key": "place"},
            {"label": _("说明")},
            {"label": _("记录于"), "key": "recorded"},
        ],
    }
    return render(request, "ledger/entries.html", context)


@opens_for("export")
@require_GET
@takes_away("ledger")
def export(request: HttpRequest, form: str) -> FileResponse:
    """Everything that the filters leave, as a file."""
    if form not in FORMATS:
        raise Http404
    narrow = narrowed(cast(Account, request.user), request.GET, today())
    rows = in_order(narrow.qs, request.GET.get("sort", ""))
    name = f"ledger-{today()}.{form}"
    return FileResponse(export_file(form, rows, today()), as_attachment=True, filename=name)


@opens_for(WORK)
@require_GET
def entry(request: HttpRequest, pk: str) -> HttpResponse:
    """One entry: what it says, what it counts for, what became of it, and its place in the chain."""
    account = cast(Account, request.user)
    found = entry_of(pk)
    later: Entry | None = getattr(found, "corrected_by", None)
    standing = later is None and not found.withdraws
    context = {
        "entry": found,
        "later": later,
        "standing": standing,
        "counts": _titled(counts([found.pk]).get(found.pk)) if standing else [],
        "before": differences(found.corrects, found) if found.corrects and not found.withdraws else [],
        "after": differences(found, later) if later and not later.withdraws else [],
        "recorder": recorder_of(found),
        "photos": list(found.photos.order_by("added_at", "pk")),  # pyright: ignore[reportAttributeAccessIssue]
        "may_change": standing and account.may("record") and may_change(account, found),
        "crumbs": crumbs(found.place or (found.household and found.household.place), account),
    }
    return render(request, "ledger/entry.html", context)


def entry_of(pk: str) -> Entry:
    """One entry with the names of what it says, or nothing that this account sees."""
    named = (
        "corrects",
        "corrects__household",
        "corrects__place",
        "corrects__person",
        "corrected_by__household",
    )
    return get_object_or_404(Entry.objects.prefetch_related(*NAMED, *named), pk=pk)


def _titled(counted: list[dict[str, str]] | None) -> list[dict[str, str]] | None:
    return counted and [{**row, "title": row[f"title_{tongue()}"]} for row in counted]
