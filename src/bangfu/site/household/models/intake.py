"""A workbook of an old register on its way in: read step by step, written whole or not at all, taken back whole."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.household.models.parts import an_id
from bangfu.site.web.sealed import SealedField


class Intake(models.Model):
    """One workbook. `book` is the sealed file until it was written or given up; `faults` name sheet, row and column."""

    class State(models.TextChoices):
        """How far it is."""

        READING = "reading"
        FAULTY = "faulty"
        READY = "ready"
        APPLIED = "applied"
        UNDONE = "undone"

    id = an_id()
    account = models.CharField(max_length=64)
    area = models.BigIntegerField(null=True)  # of the account
    title = models.CharField(max_length=200)
    start = models.DateField()  # the day from which the register holds
    state = models.CharField(max_length=16, choices=State.choices, default=State.READING)
    book = SealedField(blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    twins = models.JSONField(default=list)  # who stands in the file of another household as well
    counts = models.JSONField(default=dict)
    created = ArrayField(models.CharField(max_length=64), default=list)  # households that it made
    reason = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "id")


class Staged(models.Model):
    """One row of a workbook as it was read: gone once it was written or given up."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    given = models.CharField(max_length=64, blank=True, default="")  # the id of the household in the workbook
    place = models.BigIntegerField(null=True)
    head = models.CharField(max_length=100, blank=True, default="")
    name = models.CharField(max_length=100)
    letters = models.CharField(max_length=200, blank=True, default="")
    relation = models.CharField(max_length=16, blank=True, default="")
    birth = models.DateField(null=True)
    id_number = SealedField(blank=True)
    mark = models.CharField(max_length=64, blank=True, default="")
    facts = models.JSONField(default=dict)  # of the member
    home = models.JSONField(default=dict)  # of the household, as its row says
    household = models.CharField(max_length=64, blank=True, default="")
    version = models.CharField(max_length=64, blank=True, default="")
    number = models.PositiveSmallIntegerField(default=0)
    fresh = models.BooleanField(default=False)  # a household that is not there yet

    class Meta:
        ordering = ("row",)
        indexes = [models.Index(fields=["intake", "version"])]
