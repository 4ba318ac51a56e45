"""All schemes in force here; one of them for a year, list by list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bangfu.site.assessment.here import county_or_404, in_force
from bangfu.site.assessment.publishing import published
from bangfu.site.assessment.shown import missing, tables
from bangfu.site.assessment.views.doors import about, account_of, sees_whole, year_or_404
from bangfu.site.clock import today
from bangfu.site.duties.law import law
from bangfu.site.web.access import WORK, opens_for
from bangfu.site.web.words import tongue

BACK = 3  # years before this one that are offered


@opens_for(WORK)
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """The schemes of the regulations in force here, in a year."""
    account = account_of(request)
    county = county_or_404(account, request.GET.get("county", ""))
    offered = range(today().year - BACK, today().year + 1)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, offered) else today().year
    rows = [
        (s, getattr(s.title, tongue()), law().name(s.regulation), getattr(s.note, tongue()) if s.note else "")
        for s in sorted(
            in_force(year), key=lambda each: not each.indicator
        )  # those that work something out first
    ]
    context = {
        "rows": rows, "year": year, "county": county,
        "tabs": [{"url": f"?year={y}", "label": str(y), "current": y == year} for y in reversed(offered)],
    }  # fmt: skip
    return render(request, "assessment/assessments.html", context)


@opens_for(WORK)
@require_safe
def assessment(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """One scheme in one year: who stands where, by what, and what is missing."""
    account, found = account_of(request), year_or_404(request, scheme, year)
    whole = sees_whole(account, found)
    lists = tables(found.lines())
    context = about(found) | {
        "lists": lists,
        "whole": whole,
        "missing": list(missing(found.scheme, lists)) if whole else [],
        "publication": published(found),
        "may_publish": found.scheme.ranked and not found.preview and (account.may("assess") or account.may("supervise")),
    }  # fmt: skip
    return render(request, "assessment/assessment.html", context)


@opens_for(WORK)
@require_safe
def ready(request: HttpRequest, scheme: str, year: int) -> HttpResponse:
    """The bar of a page that waits; once the year was worked out the page is loaded again."""
    found = year_or_404(request, scheme, year)
    response = render(request, "assessment/_working.html", about(found))
    if found.fresh:
        response["HX-Refresh"] = "true"
    return response
