"""What the pages of assessments share: the one door to a year, and to one body of it."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.urls import reverse

from bangfu.site.assessment.here import county_or_404, scheme_or_404, years
from bangfu.site.assessment.kept import Kept, kept
from bangfu.site.assessment.models import Line
from bangfu.site.duties.law import law
from bangfu.site.web.models import Account
from bangfu.site.web.words import tongue


def account_of(request: HttpRequest) -> Account:
    """Who asks."""
    return cast(Account, request.user)


def year_or_404(request: HttpRequest, scheme: str, year: int) -> Kept:
    """What is kept of a year of a scheme that is in force in the account's county."""
    county = county_or_404(account_of(request), request.GET.get("county", ""))
    return kept(county, scheme_or_404(scheme, year), year)


def line_or_404(found: Kept, body: str) -> Line:
    """The line of a body that the account sees."""
    kind, _colon, rest = body.partition(":")
    subject, _colon, area = rest.partition(":")
    rows = found.lines().filter(subject_kind=kind, area=area)
    if kind == "helper":
        rows = rows.filter(person_id=subject)
    elif kind in ("township", "county"):
        rows = rows.filter(place_id=int(subject)) if subject.isdigit() and len(subject) == 12 else rows.none()
    else:
        rows = rows.filter(organisation_id=subject)
    line = rows.first()
    if line is None:
        raise Http404
    return line


def sees_whole(account: Account, found: Kept) -> bool:
    """Whether an account sees every body of the county."""
    area = account.area
    return account.kind.sees == "area" and area is not None and area.code <= found.county.code <= area.last


def about(found: Kept) -> dict[str, Any]:
    """What every page of a year says at its head."""
    scheme, pack = found.scheme, law().packs[found.scheme.regulation]
    clause = next(p.clause for p in pack.provision if p.id == scheme.provision)
    return {
        "found": found, "scheme": scheme, "year": found.year, "county": found.county, "outcome": found.outcome,
        "heading": getattr(scheme.title, tongue()), "regulation": law().name(scheme.regulation), "clause": clause,
        "here": reverse("assessment", args=[scheme.id, found.year]), "years": list(years(scheme)),
        "failed": [problem[tongue()] for problem in found.outcome.failed] if found.outcome else [],
    }  # fmt: skip
