"""What a year comes to: worked out anew whenever something changed, and frozen where it was published."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.supervision.models.keys import key


class Body(models.Model):
    """Whom a line is about, and where that body stands."""

    subject_kind = models.CharField(max_length=16)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+", db_constraint=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+", db_constraint=False)
    area = models.CharField(max_length=100, blank=True, default="")
    rank = models.PositiveIntegerField(null=True)
    ranked = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=8, blank=True, default="")
    total = models.TextField(blank=True, default="")  # exact: whole, or a fraction
    score = models.FloatField(null=True)  # the total as `rankings.csv` has it
    told: Any = models.JSONField()  # the line of the library, by language
    person_id: str | None
    organisation_id: str | None
    place_id: int | None

    class Meta:
        abstract = True

    @property
    def subject(self) -> str:
        """The id of whom it is about."""
        if self.subject_kind == "helper":
            return self.person_id or ""
        return self.organisation_id or str(self.place_id or "")

    @property
    def key(self) -> str:
        """What an address calls it."""
        return ":".join(part for part in (self.subject_kind, self.subject, self.area) if part)


class Outcome(models.Model):
    """A scheme carried out for a year in a county, of one state of everything it rests on. May be thrown away."""

    county = models.ForeignKey(Place, models.CASCADE, related_name="+")
    scheme = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    as_of = models.DateField()
    basis = models.CharField(max_length=64)  # the state of what it was worked out from
    worked_at = models.DateTimeField()
    failed: Any = models.JSONField(
        default=list
    )  # the problems that kept it from being worked out, by language

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "scheme", "year"], name="one_outcome_a_year")
        ]


class Line(Body):
    """One body of an outcome. `rows` are the checks, answers and figures behind it: who sees the line sees them."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    rows = ArrayField(models.CharField(max_length=64), default=list)
    outcome_id: int

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("number",)


class Publication(models.Model):
    """A ranking that an office confirmed for a year. What is published anew has the next number, and says why."""

    id = key()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    as_of = models.DateField()
    reason = models.CharField(max_length=500, blank=True, default="")
    published_by = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    county_id: int

    class Meta:
        ordering = ("-year", "scheme", "-version")
        triggers = NEVER_CHANGED
        constraints = [
            models.UniqueConstraint(
                fields=["county", "scheme", "year", "version"], name="publication_version"
            )
        ]


class Published(Body):
    """One body of a published ranking, with the figures as they were."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("number",)
        triggers = NEVER_CHANGED


class Wish(models.Model):
    """That somebody waits for a year to be worked out."""

    county = models.BigIntegerField()
    scheme = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "scheme", "year"], name="one_wish_a_year")]
