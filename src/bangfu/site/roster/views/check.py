"""What is wrong with the roster as it stands."""

from __future__ import annotations

from collections import Counter
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bangfu.site.clock import today
from bangfu.site.roster.checking import found_defects, pages_of
from bangfu.site.roster.words import said
from bangfu.site.web.access import opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue

PER_PAGE = 50


@opens_for("sees area")
def check_page(request: HttpRequest) -> HttpResponse:
    """Every defect by kind, with the pages of the rows it is about."""
    account = cast(Account, request.user)
    if request.method == "POST":
        found_defects(account, anew=True)
        return redirect("roster_check")
    found = found_defects(account)
    kind = request.GET.get("kind", "")
    page = Paginator([f for f in found if kind in ("", f.kind)], PER_PAGE).get_page(request.GET.get("page"))
    pages = pages_of(page.object_list)
    counts = Counter(f.kind for f in found)
    tabs = [{"url": "?", "label": _("全部"), "count": len(found), "current": not kind}]
    tabs += [
        {"url": f"?kind={k}", "label": said("defect", k), "count": n, "current": k == kind}
        for k, n in counts.most_common()
    ]
    listed = [
        {
            "kind": said("defect", f.kind),
            "words": f.en if tongue() == "en" else f.zh,
            "rows": [(i, pages.get(i, "")) for i in f.ids],
        }
        for f in page.object_list
    ]
    context = {"page": page, "tabs": tabs, "listed": listed, "day": today()}
    return render(request, "roster/check.html", context)
