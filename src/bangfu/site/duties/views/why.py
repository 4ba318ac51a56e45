"""Why one verdict is what it is; and the wait for a day that was not judged before."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bangfu.site.duties.days import day_asked, on_day
from bangfu.site.duties.judge import client
from bangfu.site.duties.law import law
from bangfu.site.duties.models import Snapshot, Verdict
from bangfu.site.duties.narrowing import NAMED, of_day
from bangfu.site.duties.rows import Row, rows_of
from bangfu.site.duties.strip import strip_of
from bangfu.site.duties.why import asked_already, beside, counted_of, exemptions_on, gap, missing_of
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


@opens_for(WORK)
@on_day
def why(request: HttpRequest, number: int, snapshot: Snapshot) -> HttpResponse:
    """The page of one verdict. It stands without the judge too, with what the database knows."""
    verdict = get_object_or_404(of_day(snapshot).prefetch_related(*NAMED), number=number)
    row = rows_of([verdict], snapshot.as_of)[0]
    try:
        told = client.explain(snapshot.as_of, number, tongue())
    except client.JudgeAway:
        told = None
    context = _about(verdict, row) | (_explained(verdict, row, told) if told else {})
    account = cast(Account, request.user)
    context |= {
        "may_ask": account.may("ask") and not asked_already(verdict, context["exemptions"]),
        "may_record": account.may("record"),
        "snapshot": snapshot,
    }
    return render(request, "duties/why.html", context)


def _about(verdict: Verdict, row: Row) -> dict[str, Any]:
    known = law().duties.get((verdict.regulation, verdict.duty))
    return {
        "row": row,
        "v": verdict,
        "duty": known,
        "gap": gap(row),
        "exemptions": list(exemptions_on(verdict)),
    }


def _explained(verdict: Verdict, row: Row, told: dict[str, Any]) -> dict[str, Any]:
    found = counted_of(told, verdict)
    others = [e for e, _ in found.all_others]
    return {
        "told": told,
        "start_note": (told["start_note"] or {}).get(tongue()),
        "note": told["line"]["note"],
        "found": found,
        "strip": strip_of(verdict, found.counted, others, row.as_of),
        "missing": missing_of(told),
        "beside": beside(verdict, told["line"]["related"], law()),
    }


@opens_for(WORK)
def ready(request: HttpRequest, as_of: date) -> HttpResponse:
    """Judge a day, then have the waiting page load again."""
    day = day_asked(str(as_of))
    if client.snapshot(day) is None:
        return render(request, "duties/_waiting.html", {"day": day})
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response
