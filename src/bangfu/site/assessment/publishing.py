"""Publishing a ranking: what was worked out, copied as it stands, after its year and whole."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction

from bangfu.errors import BangfuError, Problem
from bangfu.site.assessment.kept import Kept
from bangfu.site.assessment.models import Publication
from bangfu.site.clock import moment, today
from bangfu.site.roster.models import new_id


def publish(found: Kept, reason: str = "") -> str:
    """Publish; gives the id of the publication.

    Raises `BangfuError`: a scheme that ranks nobody, a year that runs, an outcome that is out of date, a list that is not
    whole, a second publication without its reason.
    """
    if against := _against(found, reason):
        raise BangfuError(Problem(against, value=str(found.year)))
    made = new_id()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select publish_ranking(%s, %s, %s, %s, %s)",
                [
                    found.outcome.pk if found.outcome else None,
                    made,
                    reason,
                    moment().isoformat(),
                    today().isoformat(),
                ],
            )
    except IntegrityError as error:
        raise BangfuError(Problem("ranking_not_whole", value=str(found.year))) from error
    return made


def _against(found: Kept, reason: str) -> str:
    if not found.scheme.ranked:
        return "ranking_of_nobody"
    if found.year >= today().year or found.preview:
        return "ranking_year_runs"
    if not found.fresh:
        return "ranking_out_of_date"
    if not found.lines().exists() or found.lines().filter(rank=None).exists():
        return "ranking_not_whole"
    return "" if reason.strip() or published(found) is None else "ranking_without_reason"


def published(found: Kept) -> Publication | None:
    """The publication that holds."""
    rows = Publication.objects.filter(county=found.county, scheme=found.scheme.id, year=found.year)
    return rows.order_by("-version").first()
