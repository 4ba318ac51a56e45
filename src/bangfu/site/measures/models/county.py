"""What a county set about plans and records, and what regulations bind helpers to."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models

from bangfu.site.measures.models.fields import key
from bangfu.site.roster.models import Place

DAY_OF_YEAR = RegexValidator(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


@pghistory.track(pghistory.InsertEvent())
class Setting(models.Model):
    """What a county set from a day on; what it left open nobody assumes.

    plans_by: MM-DD up to which the plans of a year are revised. late_days: after how many days a record is late.
    at_once: how many records of earlier days typed on one day about one household are many.
    """

    id = key()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    start = models.DateField()
    plans_by = models.CharField(max_length=5, blank=True, default="", validators=[DAY_OF_YEAR])
    late_days = models.PositiveSmallIntegerField(null=True)
    at_once = models.PositiveSmallIntegerField(null=True)
    document = models.CharField(max_length=100)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int

    class Meta:
        ordering = ("-start",)
        constraints = [
            models.UniqueConstraint(fields=["county", "start"], name="help_set_once_a_day"),
        ]


class Bond(models.Model):
    """That a regulation forbids leaving households of some kinds without a helper, where and while it holds.

    Worked out from packs (`bonds.py`); it binds where the regulation is adopted. Places are codes from `first` to `last`.
    """

    regulation = models.CharField(primary_key=True, max_length=100)
    clause = models.CharField(max_length=100)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    kinds = ArrayField(models.CharField(max_length=64))
    start = models.DateField()
    end = models.DateField(null=True)
