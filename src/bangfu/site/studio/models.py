"""A document as it came, the draft that people make of it rule by rule, and the versions that are reviewed and adopted."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Place, new_id


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Document(models.Model):
    """The text of a file, or what was pasted. Never changed."""

    id = _id()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    file = models.CharField(max_length=200)
    sm3 = models.CharField(max_length=64)  # of the bytes as they came
    text = models.TextField()
    brought_by = models.CharField(max_length=64)
    brought_at = models.DateTimeField()
    place_id: int

    class Meta:
        triggers = NEVER_CHANGED


class Draft(models.Model):
    """What is made of a document, or of a regulation that is changed (`base`): its head, words and readings of its own."""

    id = _id()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="drafts")
    base = models.TextField(blank=True, default="")  # the pack that it began from, where it began from one
    regulation = models.CharField(max_length=100)
    head: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    who: models.JSONField[dict[str, list[str]]] = models.JSONField(default=dict)  # phrase → roles, as chosen
    words: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    readings: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    closed = models.BooleanField(default=False)
    place_id: int
    document_id: str | None

    class Meta:
        ordering = ("-opened_at", "id")

    def __str__(self) -> str:
        return str(self.head.get("title", {}).get("zh") or self.regulation)


class Provision(models.Model):
    """One provision in the making: what drafting proposed, and what a person made of it."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open"
        SETTLED = "settled"
        LEFT = "left"

    id = _id()
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField()
    clause = models.CharField(max_length=100)
    sentence = models.TextField()
    start = models.PositiveIntegerField(null=True)  # offset in the text of the document
    proposed: models.JSONField[dict[str, Any] | None] = models.JSONField(null=True)
    settled: models.JSONField[dict[str, Any] | None] = models.JSONField(null=True)  # as a pack holds it
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    words = models.CharField(max_length=500, blank=True, default="")  # why it was left
    changed_by = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    draft_id: str

    class Meta:
        ordering = ("position", "id")


class Version(models.Model):
    """A whole pack as it was handed in for review, with what it ends. Another person decides; who adopts is told."""

    class State(models.TextChoices):
        """How far it is."""

        SUBMITTED = "submitted"
        ADOPTED = "adopted"
        RETURNED = "returned"
        WITHDRAWN = "withdrawn"

    id = _id()
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    regulation = models.CharField(max_length=100)
    pack = models.TextField()
    was = models.CharField(max_length=32, blank=True, default="")  # md5 of the wording it replaces
    ends: models.JSONField[dict[str, dict[str, str]]] = models.JSONField(
        default=dict
    )  # regulation → was, pack
    note = models.TextField(blank=True, default="")
    state = models.CharField(max_length=16, choices=State.choices, default=State.SUBMITTED)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True, default="")
    draft_id: str
    place_id: int

    class Meta:
        ordering = ("-made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="studio_number"),
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(state="submitted"), name="studio_waiting"
            ),
        ]


class Trial(models.Model):
    """A draft tried on a ledger: who would newly pass or fail, what it asks of whom, what is lacking. Worked out by a process."""

    id = _id()
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="trials")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    pack = models.TextField()
    begins = models.DateField()  # as if it had been in force from this day
    as_of = models.DateField()
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    worked_at = models.DateTimeField(null=True)
    told: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    draft_id: str
    place_id: int

    class Meta:
        ordering = ("-asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(worked_at=None), name="studio_trying"
            )  # one at a time
        ]


for _model in (Draft, Provision, Version):
    pghistory.track()(_model)
