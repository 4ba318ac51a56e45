"""An inspection: its plan, its stages, and that its teams were taught."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Place
from bangfu.site.supervision.models.keys import key


class Campaign(models.Model):
    """One inspection of a county's places and units, under one regulation."""

    class Kind(models.TextChoices):
        """How much it looks at."""

        COMPREHENSIVE = "comprehensive"
        SPECIAL = "special"

    id = key()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # the county
    regulation = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=200)
    aim = models.TextField(blank=True, default="")
    areas = ArrayField(
        models.CharField(max_length=100), default=list, blank=True
    )  # of content: ids in the scheme of the regulation
    methods = ArrayField(
        models.CharField(max_length=100), default=list, blank=True
    )  # how it is carried out: words of the scheme
    announced = models.BooleanField(default=False)  # whether the inspected are told the days beforehand
    duties = models.TextField(blank=True, default="")  # the duty list of the teams
    start = models.DateField()
    end = models.DateField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64, blank=True, default="")
    opened_at = models.DateTimeField(null=True)  # from here on the inspected may know
    closed_by = models.CharField(max_length=64, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    place_id: int

    class Meta:
        ordering = ("-start", "id")

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """A part of the time of an inspection, with what is done in it."""

    id = key()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    tasks = models.TextField(blank=True, default="")
    start = models.DateField()
    end = models.DateField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="one_stage_of_a_number")]


class Briefing(models.Model):
    """That the teams were taught before they went: when, who, what."""

    id = key()
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="briefings")
    on = models.DateField()
    people = models.TextField()
    content = models.TextField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "id")
        triggers = NEVER_CHANGED


for _model in (Campaign, Stage):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(_model)
