"""How long files are kept, what was blanked, and what a household asks about its own file."""

from __future__ import annotations

from django.db import models

from bangfu.site.household.models.parts import Recorded, an_id
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Place


class Keeping(Recorded):
    """How many years a county keeps a file after the household left. There is no number until a county sets one."""

    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    start = models.DateField()
    years = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=100)

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-start", "-recorded_at", "id")
        triggers = NEVER_CHANGED


class Blanking(models.Model):
    """That the personal data of a household was blanked, by whom and why. Written by the owner's function alone."""

    household = models.OneToOneField(Household, models.PROTECT, primary_key=True, related_name="blanking")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        triggers = NEVER_CHANGED


class AccessSlip(models.Model):
    """A slip by which a household reads its own file once: only the hash of its code is kept."""

    id = an_id()
    household = models.ForeignKey(Household, models.PROTECT, related_name="slips")
    code = models.CharField(max_length=64, unique=True)
    until = models.DateField()  # the last day
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "id")


class CorrectionSlip(models.Model):
    """What a household says is wrong in its file, sent with a slip."""

    id = an_id()
    household = models.ForeignKey(Household, models.PROTECT, related_name="correction_slips")
    slip = models.ForeignKey(AccessSlip, models.PROTECT, related_name="corrections")
    text = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    household_id: str

    class Meta:
        ordering = ("-asked_at", "id")
        triggers = NEVER_CHANGED


class CorrectionAnswer(Recorded):
    """What came of it, and why. Answered once."""

    correction = models.OneToOneField(CorrectionSlip, models.PROTECT, related_name="answer")
    corrected = models.BooleanField()
    text = models.CharField(max_length=1000)

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        triggers = NEVER_CHANGED
