"""The days that a county set: those of years that the library does not know, and corrections of years that it does."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models

from bangfu.site.roster.models import Place

MOST_NAME = 100  # characters


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Day(models.Model):
    """Whether a day is worked, and what it is called; who set it and when. Why stands in its history.

    The installation has one calendar, as a case has: a day set by one county is changed by no other.
    """

    day = models.DateField(primary_key=True)
    workday = models.BooleanField()
    name = models.CharField(max_length=MOST_NAME, blank=True, default="")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # the county that set it
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()
    place_id: int  # what Django makes of the reference above
    pk: date

    class Meta:
        ordering = ("day",)
