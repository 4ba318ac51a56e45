"""The entries of the ledger that an assessment can rest on."""

from __future__ import annotations

from datetime import date, timedelta

from bangfu.site.groups.models import Group
from bangfu.site.ledger.models import Entry
from bangfu.site.web.words import word

OFFERED = 40
YEAR = timedelta(days=366)


def entries_of(group: Group, day: date) -> list[tuple[str, str]]:
    """The latest of the township that are about a household, each in short."""
    at = (group.place.code, group.place.last)
    rows = Entry.objects.filter(area__range=at, household__isnull=False, withdraws=False, corrected_by=None)
    rows = rows.filter(on__range=(day - YEAR, day)).select_related("person")
    return [
        (e.pk, f"{e.on} {word('activity', e.kind)} {e.person or ''}")
        for e in rows.order_by("-on", "-seq")[:OFFERED]
    ]
