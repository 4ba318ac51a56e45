"""What is said of a year: of a group by those above it, of a contact cadre by themselves."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.groups.models.standing import Group, id_field
from bangfu.site.groups.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Person, Place


class Assessment(models.Model):
    """The assessment of a group for a year, with the entries of the ledger that it rests on."""

    id = id_field()
    group = models.ForeignKey(Group, models.PROTECT, related_name="assessments")
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16, choices=WORDS.same("level"))
    result = models.CharField(max_length=8, choices=WORDS.same("result"))
    text = models.TextField()
    cites = ArrayField(models.CharField(max_length=64))
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    group_id: str

    class Meta:
        ordering = ("-year", "level", "-at", "id")
        triggers = NEVER_CHANGED


class Review(models.Model):
    """The account that a contact cadre gave of a year in a township. Which households it is about the pairings tell."""

    id = id_field()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    households = ArrayField(models.CharField(max_length=64), default=list)  # filled by the database
    text = models.TextField()
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    person_id: str
    place_id: int

    class Meta:
        ordering = ("-year", "-at", "id")
        triggers = NEVER_CHANGED
