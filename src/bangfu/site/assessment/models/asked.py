"""Surveys. Nothing here tells who answered: an answer knows the part of the sample it belongs to and its day, no more."""

from __future__ import annotations

from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Place
from bangfu.site.supervision.models import Draw
from bangfu.site.supervision.models.keys import key


class Survey(models.Model):
    """One question to the households of one draw."""

    id = key()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=64)
    subject = models.CharField(
        max_length=200
    )  # what was drawn, also for whoever sees the draw only once it is opened
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    draw_id: str
    county_id: int

    class Meta:
        ordering = ("-made_at", "id")
        triggers = NEVER_CHANGED
        constraints = [models.UniqueConstraint(fields=["draw", "indicator"], name="survey_once_a_draw")]


class Cell(models.Model):
    """A part of a sample: the households of one township that one unit serves, and how many of them were drawn.

    Answers are told by cell, and only where there are enough of them that none can be guessed.
    """

    id = key()
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="cells")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    drawn = models.PositiveIntegerField()

    class Meta:
        ordering = ("place", "organisation", "id")
        triggers = NEVER_CHANGED


class Slip(models.Model):
    """A slip that was not used yet: one for each household drawn, which of them nobody knows. It goes when it is used."""

    code = models.CharField(primary_key=True, max_length=16)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("code",)


class Answer(models.Model):
    """One answer. Its id is by chance and in no order, its day is the day it was entered on."""

    id = key()
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+")
    on = models.DateField()
    answer = models.CharField(max_length=4, blank=True, default="")  # yes, no; empty: asked, and gave none
    cell_id: str

    class Meta:
        ordering = ("answer", "id")
        triggers = NEVER_CHANGED
