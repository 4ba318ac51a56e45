"""What became of a household: rows that are only added. That it stood on the register before them is the roster's to tell."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.exits.words import WORDS
from bangfu.site.household.words import WORDS as FILE
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, new_id


def id_field() -> models.CharField[str]:
    """A key that is made where the row is."""
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Risk(models.Model):
    """A household was found to be at risk: from this day it is watched, until the risk is over or it comes back."""

    id = id_field()
    household = models.ForeignKey(Household, models.PROTECT, related_name="risks")
    kind = models.CharField(max_length=16, choices=WORDS.same("risk"))
    causes = ArrayField(models.CharField(max_length=16, choices=FILE.same("cause")))
    on = models.DateField()
    ground = models.CharField(max_length=500)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    household_id: str

    class Meta:
        ordering = ("-on", "-at", "id")
        indexes = [models.Index(fields=["household", "-on"])]
        triggers = NEVER_CHANGED


class Standing(models.Model):
    """A household left the register, fell back, was struck off, or its risk was over, from a day on."""

    id = id_field()
    household = models.ForeignKey(Household, models.PROTECT, related_name="standings")
    word = models.CharField(max_length=16, choices=WORDS.same("change"))
    on = models.DateField()
    why = models.CharField(max_length=500)
    course = models.OneToOneField(
        "exits.Course", models.PROTECT, null=True, blank=True, related_name="outcome"
    )
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, blank=True, related_name="ends")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    household_id: str
    course_id: str | None

    class Meta:
        ordering = ("-on", "-at", "id")
        indexes = [models.Index(fields=["household", "-on", "-at"])]
        triggers = NEVER_CHANGED
