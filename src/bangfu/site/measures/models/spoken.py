"""What a household says: its wishes in its own words, and what is difficult for it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.measures.models.fields import Recorded, code, key
from bangfu.site.roster.models import Household, Person


class Wish(Recorded):
    """What a household wants, asked on a day by somebody, and whether it agrees with what is planned (二(三)/f)."""

    id = key()
    household = models.ForeignKey(Household, models.PROTECT, related_name="wishes")
    on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    own_words = models.TextField()
    agrees = code("agrees")
    household_id: str
    asked_by_id: str | None

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-on", "-recorded_at", "id")
        indexes = [models.Index(fields=["household", "-on"])]
        triggers = NEVER_CHANGED


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Difficulty(Recorded):
    """What is difficult for a household, who looks after it, and what came of it. Once closed it stays as it is."""

    id = key()
    household = models.ForeignKey(Household, models.PROTECT, related_name="difficulties")
    kind = code("difficulty")
    raised_by = code("raised_by")
    on = models.DateField()
    text = models.CharField(max_length=500)
    handler = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=500, blank=True, default="")
    closed_on = models.DateField(null=True)
    household_id: str
    handler_id: str | None

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("closed_on", "on", "id")
        verbose_name = "difficulty"
        indexes = [models.Index(fields=["household", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("on")), name="closed_after_it_was_raised"
            )
        ]
