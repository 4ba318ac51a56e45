"""A printed form filled in: begun with what the ledger says, answered row by row, handed in once and never changed.

A sheet without a `Handing` is still being filled, by whoever began it, and nobody of the inspected side sees it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person, Place, new_id
from bangfu.site.supervision.models import Campaign


class Sheet(models.Model):
    """One part of a form, about one person or unit, on one day.

    `asked` keeps the rows as they were asked and what the ledger showed beside each, so that a later wording of the
    regulation or a later entry changes nothing here; `says` is what the ledger says of each row, by its clause.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    regulation = models.CharField(max_length=100)
    form = models.CharField(max_length=100)
    part = models.CharField(max_length=100)  # its clause
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="sheets")
    role = models.CharField(max_length=64)  # in which the subject was asked about
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # decides who sees it
    on = models.DateField()
    asked = models.JSONField()
    says = models.JSONField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    begun_by = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    campaign_id: str | None  # what Django makes of the references above
    person_id: str | None
    organisation_id: str | None
    place_id: int
    corrects_id: str | None
    answers: models.Manager[Answer]
    corrections: models.Manager[Sheet]

    class Meta:
        ordering = ("-on", "-begun_at", "id")
        indexes = [models.Index(fields=["campaign", "form"]), models.Index(fields=["place", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(organisation__isnull=True), name="sheet_of_one_subject"
            )
        ]
        triggers = NEVER_CHANGED

    @property
    def subject(self) -> Person | Organisation | None:
        """Whom it is about."""
        return self.person or self.organisation

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as they were asked (`proof.asked_of`)."""
        return list(self.asked["rows"])


class Answer(models.Model):
    """What was found in one row. `ledger` is set by the database from what the sheet was begun with."""

    class Found(models.TextChoices):
        """Whether it is carried out."""

        YES = "yes"
        PARTLY = "partly"
        NO = "no"
        NOT_SEEN = "not_seen"

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="answers")
    row = models.CharField(max_length=100)  # its clause
    found = models.CharField(max_length=16, choices=Found.choices)
    remark = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")  # why it differs from the ledger
    evidence = ArrayField(models.CharField(max_length=64), default=list, blank=True)  # ids of entries
    ledger = models.CharField(max_length=16, blank=True, default="", editable=False)
    sheet_id: str

    class Meta:
        ordering = ("sheet", "row")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "row"], name="one_answer_a_row"),
            models.CheckConstraint(
                condition=Q(found__in=["yes", "partly", "no", "not_seen"]), name="found_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(reason="")
                | ~(Q(ledger="met", found__in=["no", "partly"]) | Q(ledger="unmet", found="yes")),
                name="contradiction_has_a_reason",
            ),
        ]
        triggers = NEVER_CHANGED

    @property
    def contradicts(self) -> bool:
        """Whether the inspector found something else than the ledger says."""
        return contradicts(self.ledger, self.found)


class Handing(models.Model):
    """That a sheet was handed in; the id is made where it was filled, so that handing in twice changes nothing."""

    id = models.CharField(primary_key=True, max_length=64)
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="handing")
    handed_by = models.CharField(max_length=64)
    handed_at = models.DateTimeField()
    sheet_id: str

    class Meta:
        triggers = NEVER_CHANGED


def contradicts(ledger: str, found: str) -> bool:
    """Whether an answer says something else than the ledger; what was not seen contradicts nothing."""
    return (ledger, found) in {("met", "no"), ("met", "partly"), ("unmet", "yes")}
