"""What was given to those who did well, what a person attested about somebody, and what of both was taken back.

Rows are only ever added, and so are their own history: what was wrong is taken back by a row that names it, and entered anew.
"""

from __future__ import annotations

from typing import get_args

from django.db import models

from bangfu.regulation.incentives import GrantLevel, Issuer, PurposeName
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person, Place, new_id


def _coded(*codes: str) -> list[tuple[str, str]]:
    return [(code, code) for code in codes]


KIND = _coded(*get_args(PurposeName))
LEVEL = _coded(*get_args(GrantLevel))
ISSUER = _coded(*get_args(Issuer))
YES_NO = _coded("yes", "no")


class Entered(models.Model):
    """About whom, in which county, entered by whom and when."""

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    county_id: int
    person_id: str | None
    organisation_id: str | None

    class Meta:
        abstract = True


def _about_one(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(person__isnull=True) ^ models.Q(organisation__isnull=True), name=name
    )


class Grant(Entered):
    """An honour, a grade or an appointment that was given. `year` is the one it is for."""

    kind = models.CharField(max_length=32, choices=KIND)
    category = models.CharField(max_length=64, blank=True, default="")
    level = models.CharField(max_length=16, choices=LEVEL, blank=True, default="")
    granted_on = models.DateField()
    granted_by = models.CharField(max_length=100, blank=True, default="")
    issuer = models.CharField(max_length=32, choices=ISSUER, blank=True, default="")
    comprehensive = models.CharField(max_length=3, choices=YES_NO, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.CharField(max_length=100, blank=True, default="")
    regulation = models.CharField(max_length=64, blank=True, default="")

    class Meta(Entered.Meta):
        abstract = False
        ordering = ("-granted_on", "id")
        indexes = [models.Index(fields=["person"]), models.Index(fields=["county", "granted_on"])]
        constraints = [_about_one("a_grant_is_given_to_one")]
        triggers = NEVER_CHANGED


class Attestation(Entered):
    """What only a person knows: whether a condition holds for somebody. What is entered last counts."""

    condition = models.CharField(max_length=64)
    on = models.DateField()
    holds = models.CharField(max_length=3, choices=YES_NO)
    evidence = models.CharField(max_length=500)

    class Meta(Entered.Meta):
        abstract = False
        ordering = ("-on", "-at", "id")
        indexes = [models.Index(fields=["person"])]
        constraints = [_about_one("an_attestation_is_about_one")]
        triggers = NEVER_CHANGED


class Withdrawal(models.Model):
    """A grant or an attestation taken back, since it should never have been entered: it counts on no day."""

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    grant = models.OneToOneField(Grant, models.PROTECT, null=True, related_name="withdrawal")
    attestation = models.OneToOneField(Attestation, models.PROTECT, null=True, related_name="withdrawal")
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grant__isnull=True) ^ models.Q(attestation__isnull=True),
                name="one_thing_is_taken_back",
            )
        ]
        triggers = NEVER_CHANGED
