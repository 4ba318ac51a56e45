"""What was worked out and kept: found again by county, scheme and year, and asked for anew where it is out of date."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from bangfu.assessment.scheme import Scheme
from bangfu.site.assessment.models import Line, Outcome
from bangfu.site.assessment.working import basis, day_of
from bangfu.site.roster.models import Place


@dataclass(frozen=True)
class Kept:
    """What is there of a year; `fresh` where nothing that it rests on has changed since."""

    county: Place
    scheme: Scheme
    year: int
    outcome: Outcome | None
    fresh: bool

    @property
    def preview(self) -> bool:
        """Whether the year was still running on its day."""
        return self.outcome is not None and self.outcome.as_of.year <= self.year

    def lines(self) -> QuerySet[Line]:
        """The lines that the account sees."""
        rows = Line.objects.select_related("organisation", "place", "person")
        return rows.filter(outcome=self.outcome) if self.outcome else rows.none()


def kept(county: Place, scheme: Scheme, year: int) -> Kept:
    """What is kept of a year. Where it is out of date or missing, it is worked out anew meanwhile."""
    outcome = Outcome.objects.filter(county=county, scheme=scheme.id, year=year).first()
    fresh = outcome is not None and outcome.as_of == day_of(county, year) and outcome.basis == basis(county)
    if not fresh:
        with connection.cursor() as cursor:
            cursor.execute("select wish_assessment(%s, %s, %s)", [county.pk, scheme.id, year])
    return Kept(county, scheme, year, outcome, fresh)
