"""What the register keeps beside the ledger: months that somebody confirmed, and leave from asking to return."""

from __future__ import annotations

import pghistory
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Person, Place, new_id


class Confirmation(models.Model):
    """That a person's month was right as it stood at entry `upto` of its book; `totals` are its days by kind.

    Added and never changed: what comes into the ledger later makes it out of date, and a new one is given.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # of the post; decides who sees it
    month = models.DateField()  # its first day
    totals = models.JSONField(default=dict)
    upto = models.BigIntegerField(default=0)
    confirmed_by = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField()
    person_id: str  # what Django makes of the references above
    place_id: int

    class Meta:
        indexes = [models.Index(fields=["person", "month"])]
        triggers = NEVER_CHANGED


class Tier(models.Model):
    """Up to how many days of leave which role decides, in a county."""

    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    days = models.PositiveIntegerField()
    role = models.CharField(max_length=64)

    class Meta:
        ordering = ("days",)
        constraints = [models.UniqueConstraint(fields=["county", "days"], name="one_role_for_so_many_days")]


class Leave(models.Model):
    """Leave: asked for, decided by the role that its length asks for, and ended by the return, which writes the entry."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked"
        APPROVED = "approved"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        RETURNED = "returned"

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # of the post; decides who sees it
    start = models.DateField()
    end = models.DateField()
    reason = models.TextField()
    decider = models.CharField(max_length=64)  # the role
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True, default="")
    returned_on = models.DateField(null=True)  # the first day back at the post
    entry = models.CharField(max_length=64, blank=True, default="")  # of the ledger, written at the return
    person_id: str  # what Django makes of the references above
    place_id: int

    @property
    def days(self) -> int:
        """How many days it lasts, both ends counted."""
        return (self.end - self.start).days + 1


for _model in (Tier, Leave):
    pghistory.track()(_model)
