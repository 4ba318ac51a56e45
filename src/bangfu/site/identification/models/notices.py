"""What hangs in a village: those who are to be taken in, and the list in force; and what anybody objects."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bangfu.site.identification.models.reports import Scheme, id_field
from bangfu.site.identification.models.screenings import Screening
from bangfu.site.identification.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Place
from bangfu.site.web.sealed import SealedField


class Notice(models.Model):
    """A list as it was posted. `until`: the day on which its days are over; a standing notice has none.

    When it was taken down is written once.
    """

    id = id_field()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=WORDS.same("notice"))
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    posted_on = models.DateField()
    until = models.DateField(null=True)
    venue = models.CharField(max_length=100)  # where it hangs
    within = models.BigIntegerField(default=0)  # the transaction: lines come with their notice
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    removed_on = models.DateField(null=True)
    removed_by = models.CharField(max_length=64, blank=True, default="")
    place_id: int
    scheme_id: str

    class Meta:
        ordering = ("-posted_on", "-at", "id")
        indexes = [models.Index(fields=["place", "kind", "-posted_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(kind="standing", removed_on=None), name="one_list_hangs"
            )
        ]


class NoticeLine(models.Model):
    """A household on a notice."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="lines")
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="lines")
    screening_id: str

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["notice", "screening"], name="once_on_a_notice")]
        triggers = NEVER_CHANGED


class Objection(models.Model):
    """What somebody has against a notice. It comes through a function that only takes; the answer is written once."""

    id = id_field()
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    received_on = models.DateField()
    told: ClassVar[SealedField] = SealedField()
    name: ClassVar[SealedField] = SealedField(blank=True)
    phone: ClassVar[SealedField] = SealedField(blank=True)
    code = models.CharField(max_length=64)  # SM3 of the receipt
    at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ("received_on", "at", "id")
        indexes = [models.Index(fields=["code"])]
