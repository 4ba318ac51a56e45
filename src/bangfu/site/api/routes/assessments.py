"""Yearly assessments: the lines of the library, as far as the account sees them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Router
from pydantic import BaseModel

from bangfu.site.api.door import ONE, account_of
from bangfu.site.assessment.here import county_or_404, scheme_or_404
from bangfu.site.assessment.kept import kept
from bangfu.site.assessment.publishing import published
from bangfu.site.web.words import tongue

router = Router(tags=["assessments"])
SchemeId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,100}$")]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Assessed(BaseModel):
    """A year of a scheme. Without an `as_of` it was not worked out yet; `fresh` tells whether anything changed since."""

    scheme: str
    year: int
    as_of: date | None
    fresh: bool
    preview: bool
    published_version: int | None
    lines: list[dict[str, Any]] = Field(description="One line a body, as `bangfu assess` writes it.")


@router.get("/assessments/{scheme}/{year}", response={200: Assessed, **ONE}, url_name="api_assessment")
def assessment(request: HttpRequest, scheme: Path[SchemeId], year: Path[Year]) -> dict[str, Any]:
    """One scheme in one year: a county's office gets all bodies, a unit or township its own."""
    county = county_or_404(account_of(request))
    found = kept(county, scheme_or_404(scheme, year), year)
    publication = published(found)
    return {
        "scheme": scheme,
        "year": year,
        "as_of": found.outcome.as_of if found.outcome else None,
        "fresh": found.fresh,
        "preview": found.preview,
        "published_version": publication.version if publication else None,
        "lines": [row.told[tongue()] for row in found.lines()],
    }
