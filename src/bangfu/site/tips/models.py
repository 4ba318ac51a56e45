"""A tip in four tables, by who may know: the case, how it came, what was written, and who sent it.

A case changes by its moves alone, each added once and never changed (`sql/steps.sql`), so the moves are its history.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Place, new_id
from bangfu.site.web.sealed import SealedField


class State(models.TextChoices):
    """How far a tip is."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    REPLIED = "replied"
    DISPUTED = "disputed"
    CLOSED = "closed"


class Way(models.TextChoices):
    """How it came; the last two are papers of members."""

    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    VISIT = "visit"
    PROPOSAL = "proposal"
    OPINION = "opinion"


class Desk(models.TextChoices):
    """Who has to answer it."""

    TOWNSHIP = "township"
    UNIT = "unit"
    COUNTY_OFFICE = "county_office"
    ORGANIZATION_DEPARTMENT = "organization_department"
    INSPECTION_OFFICE = "inspection_office"


class Solved(models.TextChoices):
    """What the sender says of it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


def _word() -> models.CharField[str]:
    return models.CharField(max_length=32, blank=True, default="")


class Tip(models.Model):
    """The case, without a word of its sender: `told` is what the reception wrote for the body that answers."""

    id = _id()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    received_on = models.DateField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.RECEIVED)
    since = models.DateField()  # the day on which its state began
    moved_at = models.DateTimeField()
    told = models.TextField(blank=True, default="")
    desk = _word()
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+"
    )  # where the desk is a unit
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")
    replied_on = models.DateField(null=True)  # for the first time
    solved = _word()
    lead = models.BooleanField(default=False)  # taken up for an inspection
    finding = models.CharField(max_length=64, blank=True, default="")  # what that inspection found
    place_id: int
    body_id: str | None
    duplicate_of_id: str | None

    class Meta:
        ordering = ("received_on", "id")
        indexes = [models.Index(fields=["place", "received_on"]), models.Index(fields=["state", "since"])]


class Arrival(models.Model):
    """How a tip came, for the reception alone: a proposal tells that its sender is a member."""

    tip = models.OneToOneField(Tip, models.PROTECT, primary_key=True, related_name="arrival")
    way = models.CharField(max_length=16, choices=Way.choices)
    named = models.BooleanField()  # whether the sender gave a name or a way to be reached
    entered_by = models.CharField(max_length=64, blank=True, default="")  # nobody: by the sender

    class Meta:
        triggers = NEVER_CHANGED


class Word(models.Model):
    """What the sender wrote and what the reception wrote back, for these two alone."""

    class Kind(models.TextChoices):
        """Which of the two, and what for."""

        ORIGINAL = "original"
        MORE = "more"
        OUTCOME = "outcome"
        REPLY = "reply"

    id = _id()
    tip = models.ForeignKey(Tip, models.PROTECT, related_name="words")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    text: ClassVar[SealedField] = SealedField()
    at = models.DateTimeField()
    account = models.CharField(max_length=64, blank=True, default="")  # of the reception

    class Meta:
        ordering = ("at", "id")
        triggers = NEVER_CHANGED


class Sender(models.Model):
    """Who sent it, and the SM3 of the code by which they come back. The site itself has no right to this table."""

    tip = models.OneToOneField(Tip, models.PROTECT, primary_key=True, related_name="+")
    code = models.CharField(max_length=64, unique=True)
    name: ClassVar[SealedField] = SealedField(blank=True)
    phone: ClassVar[SealedField] = SealedField(blank=True)
    contact: ClassVar[SealedField] = SealedField(blank=True)
    address: ClassVar[SealedField] = SealedField(blank=True)
    paper: ClassVar[SealedField] = SealedField(blank=True)  # the number of a member's paper

    class Meta:
        triggers = NEVER_CHANGED


class Move(models.Model):
    """One step of a tip: who, when, from which state to which. The database fills what follows from the tip."""

    id = _id()
    tip = models.ForeignKey(Tip, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=16)
    former = _word()
    state = _word()
    at = models.DateTimeField()
    account = models.CharField(max_length=64, blank=True, default="")  # nobody: the sender
    text = models.TextField(blank=True, default="")
    told = models.TextField(blank=True, default="")
    place = models.BigIntegerField(null=True)
    desk = _word()
    body = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    duplicate_of = models.ForeignKey(Tip, models.PROTECT, null=True, related_name="+")
    word = models.ForeignKey(Word, models.PROTECT, null=True, related_name="+")
    solved = _word()

    class Meta:
        ordering = ("at", "id")
        triggers = NEVER_CHANGED


class Limit(models.Model):
    """From a day on, a tip of a county may stay in a state for so many days. The latest word for a day holds."""

    id = _id()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=State.choices)
    days = models.PositiveSmallIntegerField()
    start = models.DateField()
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("start", "set_at", "id")
        triggers = NEVER_CHANGED
