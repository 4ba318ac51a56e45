"""What was drawn, and how."""

from __future__ import annotations

from typing import Any

from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Place
from bangfu.site.supervision.models.keys import key
from bangfu.site.supervision.models.plans import Campaign
from bangfu.site.web.sealed import SealedField


class Draw(models.Model):
    """A draw: fixed, done with a word nobody knew before, and opened, when its secret is shown to whoever doubts."""

    class Level(models.TextChoices):
        """What is drawn."""

        TOWNSHIP = "township"
        VILLAGE = "village"
        HOUSEHOLD = "household"

    id = key()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="draws")
    level = models.CharField(max_length=16, choices=Level.choices)
    subject = models.CharField(max_length=200)
    method = models.CharField(max_length=64)
    campaign_id: str
    strata = models.JSONField()  # name, members and how many are wanted of each, as they were committed to
    secret = SealedField()
    commitment = models.CharField(max_length=64)
    fixed_by = models.CharField(max_length=64)
    fixed_at = models.DateTimeField()
    word = models.CharField(max_length=200, blank=True, default="")
    taken: Any = models.JSONField(null=True)
    drawn_by = models.CharField(max_length=64, blank=True, default="")
    drawn_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=64, blank=True, default="")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("fixed_at", "id")


class Drawn(models.Model):
    """A place or household that was drawn: who has been visited lately is not drawn again."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="drawn")
    stratum = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    household_id: str | None

    class Meta:
        ordering = ("stratum", "number")
        triggers = NEVER_CHANGED
