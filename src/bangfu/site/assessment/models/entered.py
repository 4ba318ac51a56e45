"""Checks, figures and weights: entered once, never changed. A mistake is withdrawn with its reason and entered anew."""

from __future__ import annotations

from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person, Place
from bangfu.site.supervision.models.keys import key


class Entered(models.Model):
    """Who entered a row of which county, and when."""

    id = key()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=64)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int

    class Meta:
        abstract = True


class Check(Entered):
    """One thing that an inspection looked at: as it should be, not, or excused (away with a reason)."""

    on = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    result = models.CharField(max_length=8)  # yes, no, excused
    note = models.CharField(max_length=500, blank=True, default="")
    place_id: int
    organisation_id: str | None
    person_id: str | None

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-on", "id")
        triggers = NEVER_CHANGED


class Figure(Entered):
    """A figure of a year with its evidence, where nothing is recorded row by row. `at` decides who sees it."""

    year = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=100, blank=True, default="")
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    evidence = models.CharField(max_length=500)
    place_id: int | None
    organisation_id: str | None
    person_id: str | None

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-year", "indicator", "id")
        triggers = NEVER_CHANGED


class Weight(Entered):
    """What a county decided that an indicator weighs in a year. Those set on the latest day replace all set before."""

    year = models.PositiveSmallIntegerField()
    weight = models.DecimalField(max_digits=9, decimal_places=4)
    set_on = models.DateField()
    set_by = models.CharField(max_length=100)  # the body that decided, in words

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-year", "-set_on", "id")
        triggers = NEVER_CHANGED
        constraints = [
            models.UniqueConstraint(
                fields=["county", "year", "indicator", "set_on"], name="weight_set_once_a_day"
            ),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="weight_above_zero"),
        ]


class Withdrawal(models.Model):
    """That a check or a figure does not hold, and why."""

    id = key()
    check_row = models.OneToOneField(Check, models.PROTECT, null=True, related_name="withdrawal")
    figure = models.OneToOneField(Figure, models.PROTECT, null=True, related_name="withdrawal")
    reason = models.CharField(max_length=500)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    check_row_id: str | None
    figure_id: str | None

    class Meta:
        triggers = NEVER_CHANGED
        constraints = [
            models.CheckConstraint(
                condition=models.Q(check_row__isnull=True) ^ models.Q(figure__isnull=True),
                name="withdraws_one_thing",
            )
        ]
