"""What stands on a day, which cards were handed over, what the platform holds, and which benefits were checked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.household.models.file import Version
from bangfu.site.household.models.parts import Recorded, a_code
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household


class Standing(models.Model):
    """A version with the days on which it holds as it is known now: from `start` up to the day before `until`.

    Kept by triggers from the versions alone, to be searched; thrown away and made anew it says the same.
    """

    version = models.OneToOneField(Version, models.PROTECT, primary_key=True, related_name="standing")
    household = models.ForeignKey(Household, models.PROTECT, related_name="stretches")
    place = models.BigIntegerField(null=True)
    start = models.DateField()
    until = models.DateField()
    names = models.TextField(default="")  # of all members, parted by spaces
    letters = models.TextField(default="")
    persons = models.PositiveSmallIntegerField(default=0)
    causes = ArrayField(models.CharField(max_length=16), default=list)
    unmet = ArrayField(models.CharField(max_length=16), default=list)  # guarantees that are not assured
    unasked = ArrayField(models.CharField(max_length=16), default=list)  # those that nobody verified
    household_id: str
    version_id: str

    class Meta:
        ordering = ("household", "start")
        indexes = [models.Index(fields=["place", "start"])]


class CardIssue(Recorded):
    """A card handed over: which version it shows, when, and to whom (二(二) 户有卡)."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="cards")
    on = models.DateField()
    handed_to = models.CharField(max_length=100)
    version_id: str

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-on", "-recorded_at", "id")
        triggers = NEVER_CHANGED


class PlatformEntry(Recorded):
    """A version entered into the official platform (二(二) 录入平台), by the number it has there."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="platform_entries")
    number = models.CharField(max_length=64)
    on = models.DateField()
    version_id: str

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-on", "-recorded_at", "id")
        triggers = NEVER_CHANGED


class BenefitCheck(Recorded):
    """Whether a household qualifies for a benefit and receives it (二(四)). A later row takes the place of one."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="benefits")
    kind = a_code("benefit")
    qualifies = models.BooleanField()
    received = models.BooleanField()
    since = models.DateField(null=True, blank=True)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True, default="")
    household_id: str

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("kind", "-on", "-recorded_at", "id")
        indexes = [models.Index(fields=["household", "kind", "-on"])]
        triggers = NEVER_CHANGED
