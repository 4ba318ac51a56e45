"""Who serves whom, and when: the contract's roster tables, every change of them kept with who and why.

Ids are those of the exchange format. `start` and `end` are the first and the last day; an empty end is still running.
What a row may be seen or changed by stands in `sql/policies.sql`, where the database holds it.
"""

from __future__ import annotations

import secrets
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.facts.tables import LEVELS, ORGANISATION_LEVELS
from bangfu.site.web.sealed import SealedField


def new_id() -> str:
    """An id for a row made on the site."""
    return secrets.token_hex(8)


def _choices(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(w, w) for w in words]


def _id(**kwargs: Any) -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id, **kwargs)


def _word(**kwargs: Any) -> models.CharField[str]:
    return models.CharField(max_length=64, blank=True, default="", **kwargs)


class Place(models.Model):
    """A place by its national code of twelve digits; what lies below it has codes from `code` to `last`."""

    code = models.BigIntegerField(primary_key=True)
    last = models.BigIntegerField(db_index=True)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=16, choices=_choices(LEVELS))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    tags = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    area = models.CharField(max_length=100, blank=True, default="")
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    shape = models.JSONField(null=True, blank=True)  # GeoJSON geometry, where the county has one

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A unit: an office, a government, a company."""

    id = _id()
    name = models.CharField(max_length=200, blank=True, default="")
    key = models.CharField(max_length=400, blank=True, default="", db_index=True)  # pinyin, for search
    level = models.CharField(max_length=16, choices=_choices(ORGANISATION_LEVELS), blank=True, default="")
    kind = _word()
    place = models.ForeignKey(Place, models.PROTECT, null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name or self.id


class Person(models.Model):
    """Somebody who works in assistance."""

    id = _id()
    name = models.CharField(max_length=100, blank=True, default="")
    key = models.CharField(max_length=200, blank=True, default="", db_index=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    rank = _word()
    staff_type = _word()
    phone = models.CharField(max_length=32, blank=True, default="")
    id_number = SealedField(blank=True)
    organisation_id: str | None

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name or self.id


class Dated(models.Model):
    """Something that holds from a first to a last day."""

    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Post(Dated):
    """Who holds which role, for which unit, where."""

    id = _id()
    role = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="posts")
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    person_id: str | None
    organisation_id: str | None
    place_id: int | None

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("id",)
        indexes = [models.Index(fields=["role", "place"])]


class Household(Dated):
    """A household that is helped."""

    id = _id()
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    place_id: int | None
    head = models.CharField(max_length=100, blank=True, default="")
    key = models.CharField(max_length=200, blank=True, default="", db_index=True)
    kinds = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    phone = models.CharField(max_length=32, blank=True, default="")
    id_number = SealedField(blank=True)
    bank_account = SealedField(blank=True)

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("id",)
        indexes = [models.Index(fields=["place", "key", "id"], name="household_in_order")]

    def __str__(self) -> str:
        return self.head or self.id


class Pairing(Dated):
    """Who helps which household. `place` is the household's, kept by the database."""

    id = _id()
    person = models.ForeignKey(Person, models.PROTECT, related_name="pairings")
    household = models.ForeignKey(Household, models.PROTECT, related_name="pairings")
    place = models.ForeignKey(Place, models.PROTECT, null=True, editable=False)

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("id",)


class Presence(models.Model):
    """Where somebody or a unit works: what decides who sees them. Kept by triggers, never written by hand."""

    person = models.ForeignKey(Person, models.CASCADE, null=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True)
    place = models.BigIntegerField()
    holds = models.IntegerField(default=1)  # how many posts, pairings and seats say so

    class Meta:
        indexes = [models.Index(fields=["place"])]


class Change(models.Model):
    """Many rows changed at one time for one reason: looked at before, kept with what was there, taken back whole.

    `plan` holds the operations in the words of the exchange format (`changes.py`), and for a workbook its problems.
    """

    class Kind(models.TextChoices):
        """What made it."""

        IMPORT = "import"
        HANDOVER = "handover"
        ALLOCATION = "allocation"
        MOVE = "move"

    class State(models.TextChoices):
        """How far it is."""

        PREPARED = "prepared"
        APPLIED = "applied"
        UNDONE = "undone"

    id = _id()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=16, choices=State.choices, default=State.PREPARED)
    account = models.CharField(max_length=64)
    area = models.BigIntegerField(null=True)  # of the account
    title = models.CharField(max_length=200, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    counts = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "id")
        indexes = [models.Index(fields=["kind", "made_at"])]


for _model in (Place, Organisation, Person, Post, Household, Pairing):
    pghistory.track()(_model)
