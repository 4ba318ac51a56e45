"""“Nothing to report”: said once a week by whoever has nothing, and seen by their office as an answer."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from bangfu.regulation.periods import period_holding
from bangfu.site.clock import now
from bangfu.site.notices.models import Answer
from bangfu.site.web.models import Account
from bangfu.site.web.named import name_of


def answer(account: Account, week: date) -> bool:
    """Record it; False where it was said before."""
    area = account.area.code if account.area else None
    _answer, fresh = Answer.objects.get_or_create(
        account=account.pk,
        week=period_holding("week", week).start,
        defaults={
            "at": now(),
            "person_id": account.person_id,
            "organisation_id": account.organisation_id,
            "area": area,
        },
    )
    return fresh


def answers_of(week: date) -> QuerySet[Answer]:
    """Everybody's of a week that the account may see, by name: an order that says nothing about anybody."""
    rows = Answer.objects.filter(week=week).prefetch_related("person", "organisation")
    return rows.annotate(who=name_of("account")).order_by("person__key", "who", "pk")
