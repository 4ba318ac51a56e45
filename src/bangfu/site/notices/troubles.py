"""What could not be told."""

from __future__ import annotations

from django.db.models import QuerySet

from bangfu.site.notices.models import Delivery

State = Delivery.State


def troubled() -> QuerySet[Delivery]:
    """Deliveries that failed, or whose end is not known, the latest first."""
    return Delivery.objects.filter(state__in=(State.FAILED, State.UNKNOWN)).order_by("-done_at", "pk")
