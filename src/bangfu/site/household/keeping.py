"""How long files are kept once a household has left, which are due, and blanking one."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.db.models import QuerySet

from bangfu.site.clock import moment, today
from bangfu.site.household.models import Blanking, Keeping
from bangfu.site.household.refusing import refusals
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account


def rule_on(county: int, day: date) -> Keeping | None:
    """What a county set; None where it set nothing, and then nothing is due."""
    return (
        Keeping.objects.filter(county=county, start__lte=day).order_by("-start", "-recorded_at", "pk").first()
    )


def set_rule(account: Account, county: int, start: date, years: int, document: str) -> Keeping:
    """Set it. Raises `BangfuError`."""
    row = Keeping(
        county_id=county, start=start, years=years, document=document, recorded_by=account.pk, recorded_at=moment()
    )  # fmt: skip
    with refusals():
        row.save(force_insert=True)
    return row


def due(county: int, day: date) -> QuerySet[Household]:
    """The households whose files have been kept as long as the county said, and still hold personal data."""
    rule = rule_on(county, day)
    if rule is None:
        return Household.objects.none()
    left = Household.objects.filter(end__lt=_years_before(day, rule.years)).exclude(
        pk__in=Blanking.objects.values("household")
    )
    return left.filter(place__gte=county, place__lte=county + 999_999).select_related(
        "place", "place__parent"
    )


def blank(household: Household, reason: str) -> None:
    """Blank the personal data of a household that is due; what is counted stays. Raises `BangfuError`."""
    with refusals(), connection.cursor() as cursor:
        cursor.execute("select blank_household(%s, %s, %s)", [household.pk, reason, moment()])


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; on a leap day the one before it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year - years)


def is_due(household: Household) -> bool:
    """Whether its file may be blanked today."""
    county = (household.place_id or 0) // 1_000_000 * 1_000_000
    return due(county, today()).filter(pk=household.pk).exists()
