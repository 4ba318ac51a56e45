"""What the register lacks, by household: files, cards, guarantees and benefits nobody checked, entries of the platform.

Nothing here is a verdict: it is what somebody still has to do, or has to look at.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from bangfu.site.household.listing import ORDER, standing_on, unfiled
from bangfu.site.household.models import BenefitCheck, CardIssue, PlatformEntry
from bangfu.site.household.words import codes
from bangfu.site.roster.holding import on as on_register
from bangfu.site.roster.models import Household, Place

KINDS = ("file", "card", "card_old", "guarantee", "benefit", "platform", "platform_old")


def lacking(kind: str, day: date, area: Place | None = None) -> QuerySet[Household]:
    """The households on the register that lack something (`KINDS`), by village and name.

    `card_old`, `platform_old`: what was issued or entered last is older than what stands (GI-19).
    """
    rows = standing_on(day, area).filter(on_register(day))
    if kind == "file":
        return rows.filter(unfiled(day)).order_by(*ORDER)
    return rows.filter(_lack(kind, day), now__version__isnull=False).order_by(*ORDER)


def _lack(kind: str, day: date) -> Q:
    if kind == "guarantee":
        return Q(now__unasked__len__gt=0)
    if kind == "benefit":
        checked = BenefitCheck.objects.filter(on__lte=day).order_by().values("household")
        whole = checked.annotate(n=Count("kind", distinct=True)).filter(n__gte=len(codes("benefit")))
        return ~Q(pk__in=whole.values("household"))
    model = CardIssue if kind.startswith("card") else PlatformEntry
    rows = model.objects.filter(version__household=OuterRef("pk"), on__lte=day)
    current = rows.filter(version=OuterRef("now__version"))
    return ~Q(Exists(rows)) if not kind.endswith("_old") else Q(Exists(rows)) & ~Q(Exists(current))


def behind(household: str, version: str) -> PlatformEntry | None:
    """The last entry of the platform, where it is older than the version that stands (GI-19)."""
    last = PlatformEntry.objects.filter(version__household=household).select_related("version").first()
    return last if last and last.version_id != version else None
