"""Looking at a hint, so that nobody chases it twice."""

from __future__ import annotations

from bangfu.site.clock import now
from bangfu.site.supervision.signals.facts import Span
from bangfu.site.supervision.signals.finding import Hint
from bangfu.site.supervision.signals.models import Look
from bangfu.site.web.models import Account


def look(account: Account, span: Span, hint: Hint, note: str) -> Look:
    """Keep that an account looked at a hint as it is now."""
    return Look.objects.create(
        kind=hint.rule.kind.code, entries=[hint.at.id, *sorted(hint.lead.ids - {hint.at.id})], area=hint.area, month=span.first, note=note,
        looked_by=account.pk, looked_at=now(),
    )  # fmt: skip
