"""What somebody finds too much: seen by whoever wrote it; the county office reads it without a name, unless it was ticked."""

from __future__ import annotations

from django.db import models

from bangfu.site.burden.models.papers import Form
from bangfu.site.burden.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Place, new_id


class Complaint(models.Model):
    """One sentence about a page, and the duty or form it was about. Role, township and county are written by the database.

    Nobody but its author reads a row; what others may read of it is told by the function `burden_told`.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    text = models.CharField(max_length=300)
    named = models.BooleanField(default=False)
    route = models.CharField(max_length=64)  # the page, without any number of its address
    part = models.CharField(
        max_length=64, blank=True, default=""
    )  # the place of the navigation it lies under
    regulation = models.CharField(max_length=100, blank=True, default="")
    duty = models.CharField(max_length=100, blank=True, default="")
    form = models.ForeignKey(Form, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=32, blank=True, default="")
    county = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    township = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "id")
        triggers = NEVER_CHANGED


class Reply(models.Model):
    """What the office answered; the last one counts."""

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="replies")
    state = models.CharField(max_length=16, choices=WORDS.same("reply"))
    text = models.CharField(max_length=1000)
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        triggers = NEVER_CHANGED
