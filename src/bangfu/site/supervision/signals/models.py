"""That somebody looked at a hint. The hints themselves are computed anew each time and kept nowhere."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import new_id


class Look(models.Model):
    """A hint of a kind that rested on these entries was looked at, with what was found. Added, never changed.

    A hint is known again by its entries: where others have come to it since, the look no longer covers it.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    kind = models.CharField(max_length=32)
    entries = ArrayField(models.CharField(max_length=64))  # first the one that its address names
    area = models.BigIntegerField()  # the smallest place that holds all of them; decides who sees it
    month = models.DateField()  # its first day
    note = models.TextField()
    looked_by = models.CharField(max_length=64)
    looked_at = models.DateTimeField()

    class Meta:
        ordering = ("-looked_at", "id")
        indexes = [models.Index(fields=["month", "kind"])]
        triggers = NEVER_CHANGED
