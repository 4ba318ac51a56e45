"""Two days side by side."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bangfu.paper.model import Tally
from bangfu.site.duties.comparing import CHANGES, Moved, moved, newly
from bangfu.site.duties.days import day_asked, ready
from bangfu.site.duties.keeping import kept
from bangfu.site.duties.models import Snapshot
from bangfu.site.duties.narrowing import in_order, of_day, slice_of
from bangfu.site.duties.place_board import figures_of
from bangfu.site.duties.places import parts
from bangfu.site.duties.rows import rows_of
from bangfu.site.duties.tallies import tally_of
from bangfu.site.duties.views.lists import PAGE, heads
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account


@opens_for(WORK)
def compare(request: HttpRequest) -> HttpResponse:
    """What became of the verdicts between two days; without dates, the last thirty days."""
    last = day_asked(request.GET.get("to"))
    first = day_asked(request.GET.get("from") or str(last - timedelta(days=30)))
    days = [ready(min(first, last)), ready(max(first, last))]
    if None in days:
        waits = min(first, last) if days[0] is None else max(first, last)
        return render(request, "duties/waiting.html", {"day": waits})
    former, latter = cast(list[Snapshot], days)
    account, change = cast(Account, request.user), request.GET.get("change", "missed")
    change = change if change in CHANGES else "missed"
    rows = in_order(newly(change, former, latter), request.GET.get("sort", ""))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "former": former,
        "latter": latter,
        "all": moved(_all(account, former), _all(account, latter)),
        "parts": _by_part(account, former, latter),
        "change": change,
        "tabs": _tabs(request, change),
        "page": page,
        "rows": rows_of(slice_of(page.object_list), latter.as_of),
        "heads": heads(),
    }
    return render(request, "duties/compare.html", context)


def _all(account: Account, snapshot: Snapshot) -> Tally:
    return kept(snapshot, account, "all", lambda: tally_of(of_day(snapshot)))


def _by_part(account: Account, former: Snapshot, latter: Snapshot) -> list[tuple[Any, list[Moved]]]:
    """The parts of the account's area on both days."""
    area = account.area
    if area is None or account.kind.sees != "area":
        return []
    before, after = (figures_of(account, s, area).parts for s in (former, latter))
    return [(p, moved(before.get(p.pk, Tally()), after.get(p.pk, Tally()))) for p in parts(area)]


def _tabs(request: HttpRequest, change: str) -> list[dict[str, Any]]:
    names = {"missed": _("新出现的未落实"), "met": _("新落实的"), "exempted": _("新豁免的")}
    kept_on = request.GET.copy()
    kept_on.pop("page", None)
    found: list[dict[str, Any]] = []
    for code in CHANGES:
        kept_on["change"] = code
        found.append({"url": f"?{kept_on.urlencode()}", "label": names[code], "current": code == change})
    return found
