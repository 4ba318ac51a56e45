"""Notices, the lines they hold, how each was delivered, and what people chose.

A line keeps what was owed as figures; words are made when somebody reads them. No household and no name of a person
stands in any of these rows.
"""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person, Place, new_id
from bangfu.site.web.sealed import SealedField


class Kind(models.TextChoices):
    """What a notice is about."""

    DIGEST = "digest"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DECISION = "decision"
    FINDING = "finding"
    REVIEW = "review"
    TIP = "tip"
    CASE = "case"


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Notice(models.Model):
    """One thing told. `account` is whose scope it was made in and who reads it; `subject` is that account, or the robot."""

    id = _id()
    account = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    day = models.DateField()
    about = models.CharField(
        max_length=80, blank=True, default=""
    )  # the exemption that was decided, or what waits: `events.Event`
    figures = models.JSONField(default=dict)  # counts of a digest
    on_site = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["subject", "kind", "day", "about"], name="notice_once")
        ]
        indexes = [
            models.Index(fields=["account", "made_at"], name="notice_by_account"),
            models.Index(
                fields=["account"], name="notice_unread", condition=models.Q(read_at=None, on_site=True)
            ),
        ]


class Line(models.Model):
    """One duty that a notice speaks of. In a digest `day` is its Monday, else the end of the duty's period."""

    class Section(models.TextChoices):
        """The part of the notice that it stands in."""

        WEEK = "week"
        MONTH = "month"
        MISSED = "missed"
        DUE_7 = "due_7"
        DUE_1 = "due_1"
        OVERDUE = "overdue"

    id = _id()
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    account = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    section = models.CharField(max_length=16, choices=Section.choices)
    day = models.DateField()
    number = models.BigIntegerField()  # of the verdict
    regulation = models.CharField(max_length=100)
    duty = models.CharField(max_length=100)
    period_start = models.DateField()
    period_end = models.DateField()
    required = models.FloatField(null=True)
    achieved = models.FloatField()
    unit = models.CharField(max_length=32)
    notice_id: str

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "section", "day", "number"], name="duty_told_once")
        ]


class Robot(models.Model):
    """A group robot that a unit or an area is told by. Never changed: ended, and another one made."""

    class Make(models.TextChoices):
        """Whose robot it is."""

        WECOM = "wecom"
        DINGTALK = "dingtalk"

    id = _id()
    make = models.CharField(max_length=16, choices=Make.choices)
    name = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    address: ClassVar[SealedField] = SealedField()
    secret: ClassVar[SealedField] = SealedField(blank=True)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=64, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    organisation_id: str | None
    place_id: int | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation=None) ^ models.Q(place=None), name="robot_of_one"
            )
        ]


class Delivery(models.Model):
    """A notice on its way by mail or robot: claimed by one sweeper and sent once, or told as unknown."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNKNOWN = "unknown"

    id = _id()
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="+")
    account = models.CharField(max_length=64)
    robot = models.ForeignKey(Robot, models.PROTECT, null=True)  # none: by mail
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    claim = models.CharField(max_length=64, blank=True, default="")
    claimed_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=64, blank=True, default="")
    notice_id: str

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "robot"], nulls_distinct=False, name="delivered_once")
        ]
        indexes = [
            models.Index(fields=["not_before"], name="delivery_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["claimed_at"], name="delivery_claimed", condition=models.Q(state="sending")),
            models.Index(
                fields=["done_at"],
                name="delivery_troubled",
                condition=models.Q(state__in=("failed", "unknown")),
            ),
        ]


def every_kind() -> list[str]:
    """All of them, for whoever chose nothing."""
    return list(Kind.values)


class Choice(models.Model):
    """What an account wants to be told, where, and when it wants quiet; without a row, everything on the site alone."""

    account = models.CharField(primary_key=True, max_length=64)
    on_site = ArrayField(models.CharField(max_length=16), default=every_kind, blank=True)
    by_mail = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    address: ClassVar[SealedField] = SealedField(blank=True)
    quiet_from = models.TimeField(default=time(20))
    quiet_until = models.TimeField(default=time(8))
    quiet_on_rest_days = models.BooleanField(default=True)


class Feed(models.Model):
    """The calendar address of an account: only the fingerprint of its token is kept."""

    account = models.CharField(primary_key=True, max_length=64)
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class Answer(models.Model):
    """That somebody has nothing to report in a week: an answer, not a fault."""

    id = _id()
    account = models.CharField(max_length=64)
    week = models.DateField()  # its Monday
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    area = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "week"], name="answered_once")]
        triggers = NEVER_CHANGED


class Turn(models.Model):
    """When an account was looked at last, for which day, and why that failed if it did."""

    account = models.CharField(primary_key=True, max_length=64)
    day = models.DateField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=64, blank=True, default="")
