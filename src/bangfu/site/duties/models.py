"""What is owed: the regulations in force here, exemptions, and the verdicts last computed (which may be thrown away)."""

from __future__ import annotations

import pghistory
from django.db import models

from bangfu.site.roster.models import Household, Organisation, Person, Place, new_id


class Adoption(models.Model):
    """A regulation that this installation works by; its own dates and place stand in the pack."""

    regulation = models.CharField(primary_key=True, max_length=100)
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    pack = models.TextField(blank=True, default="")  # the pack itself, where it is not a shipped one
    adopted_on = models.DateField()
    adopted_by = models.CharField(max_length=64)


class Exemption(models.Model):
    """That somebody need not do something for a time: who asked, who decided, why, until when."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked"
        APPROVED = "approved"
        REFUSED = "refused"
        ENDED = "ended"

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    regulation = models.CharField(max_length=100)
    duty = models.CharField(max_length=100)
    person = models.ForeignKey(Person, models.PROTECT, null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True)
    start = models.DateField()
    end = models.DateField()
    reason = models.TextField()
    area = models.BigIntegerField(null=True, editable=False)
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True, default="")


class Snapshot(models.Model):
    """One judgement of everything on one day, by which packs, up to which entry. `live` is today's."""

    as_of = models.DateField(unique=True)
    live = models.BooleanField(default=False)
    packs = models.JSONField(default=dict)
    seq = models.BigIntegerField(default=0)
    edition = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()


class Verdict(models.Model):
    """One line of the contract, as last computed; `number` is made from who owes what and when, and never changes."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE)
    number = models.BigIntegerField()  # lasting: the same verdict keeps it on any day
    regulation = models.CharField(max_length=100)
    clause = models.CharField(max_length=100)
    duty = models.CharField(max_length=100)
    role = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.CASCADE, null=True, db_constraint=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, db_constraint=False)
    place = models.ForeignKey(Place, models.CASCADE, null=True, db_constraint=False)
    household = models.ForeignKey(Household, models.CASCADE, null=True, db_constraint=False)
    counterpart = models.CharField(max_length=64, null=True)
    period_start = models.DateField()
    period_end = models.DateField()
    required = models.FloatField(null=True)
    achieved = models.FloatField()
    unit = models.CharField(max_length=32)
    status = models.CharField(max_length=16)
    marks = models.IntegerField(default=0)
    area = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["snapshot", "number"], name="verdict_number")]
        indexes = [
            models.Index(fields=["snapshot", "area", "status"]),
            models.Index(fields=["snapshot", "person"]),
            models.Index(fields=["snapshot", "organisation"]),
            models.Index(fields=["snapshot", "regulation", "duty"]),
            models.Index(fields=["snapshot", "period_end", "number"], name="verdict_by_due"),
        ]


for _model in (Adoption, Exemption):
    pghistory.track()(_model)
