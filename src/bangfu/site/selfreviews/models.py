"""A self-review as issued, the questions in it, and each body's reply: a draft, handed in, or returned for a new version."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Place, new_id


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class SelfReview(models.Model):
    """What the inspection office asks bodies of a county to say of themselves, by a day. Issued once, never changed."""

    id = _id()
    title = models.CharField(max_length=200)
    regulation = models.CharField(max_length=100)
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    due = models.DateField()
    words = models.TextField(blank=True, default="")  # to whoever answers
    issued_by = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    county_id: int

    class Meta:
        ordering = ("-issued_at", "id")
        triggers = NEVER_CHANGED

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question, as it was asked: of the bodies in a role, or of all. `duties` are those the ledger can tell of."""

    id = _id()
    review = models.ForeignKey(SelfReview, models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=64, blank=True, default="")
    clause = models.CharField(max_length=100, blank=True, default="")
    duties = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    ask = models.TextField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="question_number")]
        triggers = NEVER_CHANGED


class Reply(models.Model):
    """What one body says, in one version. `counted` is what the ledger told of each duty when it was handed in."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open"
        HANDED_IN = "handed_in"
        RETURNED = "returned"

    id = _id()
    review = models.ForeignKey(SelfReview, models.PROTECT, related_name="replies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(max_length=64)
    area = models.BigIntegerField()  # the place that the body answers for; decides who sees it
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=16, choices=State.choices, default=State.OPEN)
    handed_in_by = models.CharField(max_length=64, blank=True, default="")
    handed_in_at = models.DateTimeField(null=True)
    counted = models.JSONField(default=dict)
    counted_on = models.DateField(null=True)
    returned_by = models.CharField(max_length=64, blank=True, default="")
    returned_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")
    review_id: str
    organisation_id: str

    class Meta:
        ordering = ("role", "area", "organisation", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "organisation", "role", "version"], name="reply_version"
            ),
            models.UniqueConstraint(
                fields=["review", "organisation", "role"],
                condition=~Q(state="returned"),
                name="reply_standing",
            ),
        ]


class Answer(models.Model):
    """What a body says to one question, with the entries that it names for it."""

    class Claim(models.TextChoices):
        """How the body says it stands; empty in a draft."""

        MET = "met"
        PARTLY = "partly"
        NOT = "not"

    id = _id()
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    claim = models.CharField(max_length=8, choices=Claim.choices, blank=True, default="")
    words = models.TextField(blank=True, default="")
    evidence = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    question_id: str
    reply_id: str

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "question"], name="one_answer_a_question")]


for _model in (Reply, Answer):
    pghistory.track()(_model)
