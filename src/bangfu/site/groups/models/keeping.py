"""What a group keeps: texts, checks of the six things it should have, and copies that were posted or handed out."""

from __future__ import annotations

from django.db import models

from bangfu.site.groups.models.standing import Group, id_field
from bangfu.site.groups.words import HAVES, POSTED, WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person


class Note(models.Model):
    """Something that is on file from a day on: a rule of the group, a paper of a unit, what a person is given.

    The latest of a kind holds; those before it stay.
    """

    id = id_field()
    group = models.ForeignKey(Group, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=16, choices=WORDS.same("note"))
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    document = models.CharField(max_length=100, blank=True, default="")
    provider = models.CharField(max_length=24, choices=WORDS.same("provider"), blank=True, default="")
    start = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    group_id: str
    unit_id: str | None
    person_id: str | None

    class Meta:
        ordering = ("-start", "-at", "id")
        triggers = NEVER_CHANGED


class Check(models.Model):
    """That somebody looked whether a group has one of the six things, and what they saw."""

    id = id_field()
    group = models.ForeignKey(Group, models.PROTECT, related_name="checks")
    item = models.CharField(max_length=16, choices=[(code, code) for code in HAVES])
    has = models.BooleanField()
    on = models.DateField()
    evidence = models.CharField(max_length=300)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    group_id: str

    class Meta:
        ordering = ("-on", "-at", "id")
        triggers = NEVER_CHANGED


class Copy(models.Model):
    """A board, map or handbook that was printed and posted or handed out; `digest` tells what it showed."""

    id = id_field()
    group = models.ForeignKey(Group, models.PROTECT, related_name="copies")
    item = models.CharField(max_length=16, choices=[(code, code) for code in POSTED])
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # whose handbook
    posted_on = models.DateField()
    where = models.CharField(max_length=200, blank=True, default="")
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    group_id: str
    person_id: str | None

    class Meta:
        ordering = ("-posted_on", "-at", "id")
        triggers = NEVER_CHANGED
