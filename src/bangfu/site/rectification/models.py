"""A finding, every move of it, and the evidence; beside them what was found good.

Findings are never deleted. Their state follows from their moves, which are only added: `sql/moves.sql` holds that.
"""

from __future__ import annotations

import pghistory
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED, Entry
from bangfu.site.rectification.machine import STATES
from bangfu.site.roster.models import Organisation, Person, Place, new_id
from bangfu.site.supervision.models import Campaign


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Finding(models.Model):
    """Something that is not as a clause asks, at a place, to be put right by a township, the county or a unit."""

    class Source(models.TextChoices):
        """How it came to light, in the words of the exchange format."""

        INSPECTION = "inspection"
        COMPLAINT = "complaint"
        REPORT = "report"

    class Level(models.TextChoices):
        """Whose inspection found it, in the words of the exchange format."""

        COUNTY = "county"
        PREFECTURE = "prefecture"
        PROVINCE = "province"
        CENTRAL = "central"

    id = _id()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # where it was found
    body = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+"
    )  # the government that answers
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")  # or the unit
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # whom it is about
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="findings")
    sheet = models.CharField(max_length=64, blank=True, default="")  # of the checklist, with its row
    row = models.CharField(max_length=64, blank=True, default="")
    source = models.CharField(max_length=16, choices=Source.choices, default=Source.INSPECTION)
    regulation = models.CharField(max_length=64)
    clause = models.CharField(max_length=64)
    kind = models.CharField(
        max_length=64, blank=True, default=""
    )  # a finding of the vocabulary, where it is one
    level = models.CharField(max_length=16, choices=Level.choices, default=Level.COUNTY)
    severity = models.PositiveSmallIntegerField(null=True)  # 1 light to 3 grave; empty: nobody has said
    bad_influence = models.BooleanField(null=True)  # empty: nobody has said
    found_on = models.DateField()
    text = models.TextField()
    opinion = models.TextField(blank=True, default="")  # what is to be done
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    deadline = models.DateField(null=True)
    state = models.CharField(max_length=16, choices=[(s, s) for s in STATES], blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True)  # of its number on the ledger of findings
    number = models.PositiveIntegerField(null=True)
    fed_back_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)  # since when the fact stands: given by the moves alone
    ended_on = models.DateField(null=True)  # struck off or withdrawn
    reopened = models.PositiveSmallIntegerField(default=0)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated")
    similar_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="similar")
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    place_id: int
    body_id: int | None
    organisation_id: str | None
    leader_id: str | None
    person_id: str | None
    campaign_id: str | None
    repeats_id: str | None

    class Meta:
        ordering = ("-found_on", "id")
        indexes = [
            models.Index(fields=["place", "state", "deadline"]),
            models.Index(fields=["organisation", "state"]),
            models.Index(fields=["regulation", "clause", "found_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True) ^ models.Q(organisation__isnull=True),
                name="one_body_answers",
            ),
            models.UniqueConstraint(fields=["county", "year", "number"], name="one_finding_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(severity__isnull=True) | models.Q(severity__range=(1, 3)),
                name="a_severity_of_three",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["", "county", "prefecture", "province", "central"]),
                name="found_at_a_level",
            ),
        ]


class Move(models.Model):
    """One step of a finding: who, when, from which state, with what words."""

    id = _id()
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField(default=0)  # given by the database
    code = models.CharField(max_length=32)
    former = models.CharField(max_length=16, blank=True, default="")  # state, given by the database
    text = models.TextField(blank=True, default="")
    deadline = models.DateField(null=True)
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["finding", "number"], name="one_move_of_a_number")]
        triggers = NEVER_CHANGED


class Evidence(models.Model):
    """What a move rests on: a picture, or an entry of the ledger."""

    id = _id()
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="evidence")
    move = models.CharField(
        max_length=64, db_index=True
    )  # written in the same transaction, after its evidence
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    file = models.CharField(max_length=200, blank=True, default="")
    hash = models.CharField(max_length=64, blank=True, default="")
    added_by = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entry__isnull=True) ^ models.Q(file=""), name="an_entry_or_a_picture"
            )
        ]
        triggers = NEVER_CHANGED


class Practice(models.Model):
    """Something found good: written down, commended by the office, and given to the papers."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFTED = "drafted"
        COMMENDED = "commended"
        PUBLICISED = "publicised"

    id = _id()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="practices")
    title = models.CharField(max_length=200)
    text = models.TextField()  # what is done, and what it brought
    publicity = models.TextField(blank=True, default="")  # as it can be printed
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFTED)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    place_id: int
    organisation_id: str | None

    class Meta:
        ordering = ("-made_at", "id")


for _model in (Finding, Practice):
    pghistory.track()(_model)
