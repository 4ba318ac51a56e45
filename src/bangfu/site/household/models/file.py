"""The file of a household: versions that are only added, each from a day on, with its members; and what it earned.

What held on a day is the version with the latest first day up to it; of two with the same first day the one recorded later, so
there is never a gap or an overlap (GI-14). What was known on a day leaves out what was recorded after it.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.household.models.parts import a_code as _code
from bangfu.site.household.models.parts import an_id as _id
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, new_id
from bangfu.site.web.sealed import SealedField


class Version(models.Model):
    """What was found of a household, from a first day until the next version (二(二)).

    `why` and `note` say what led to it; who recorded it and when is written by the database.
    """

    id = _id()
    household = models.ForeignKey(Household, models.PROTECT, related_name="versions")
    start = models.DateField()
    why = _code("why")
    note = models.CharField(max_length=500, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    land = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)  # mu of farmland
    rooms = models.CharField(max_length=200, blank=True, default="")  # the dwelling, in words
    causes = ArrayField(models.CharField(max_length=16), default=list, blank=True)  # the main one first
    education = _code("state")
    medical = _code("state")
    housing = _code("state")
    water = _code("state")
    wish = models.TextField(blank=True, default="")  # in the household's own words
    exit_year = models.PositiveSmallIntegerField(null=True, blank=True)  # planned
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    intake = models.CharField(
        max_length=64, blank=True, default="", db_default=""
    )  # the import that brought it
    within = models.BigIntegerField(default=0)  # the transaction: members come with their version
    household_id: str

    class Meta:
        ordering = ("-start", "-recorded_at", "id")
        indexes = [models.Index(fields=["household", "-start", "-recorded_at"])]
        triggers = NEVER_CHANGED


class Member(models.Model):
    """One person of a household as a version has them. `key` stays the same from version to version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="members")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=64, default=new_id)
    name = models.CharField(max_length=100)
    letters = models.CharField(max_length=200, blank=True, default="", db_index=True)
    relation = _code("relation")
    birth = models.DateField(null=True, blank=True)
    id_number = SealedField(blank=True)
    mark = models.CharField(
        max_length=64, blank=True, default="", db_index=True
    )  # by which one person is found twice
    ability = _code("ability")
    will = _code("will")
    in_school = models.BooleanField(null=True, blank=True)
    insured = models.BooleanField(null=True, blank=True)  # in the basic medical scheme
    eligible = models.BooleanField(null=True, blank=True)  # for the subsistence allowance
    enrolled = models.BooleanField(null=True, blank=True)
    version_id: str

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_member_of_a_number")]
        triggers = NEVER_CHANGED


class Income(models.Model):
    """What a household earned in a year, or is expected to: the two are never added up. A later row takes the place of one."""

    class Stage(models.TextChoices):
        """Whether it was earned."""

        EXPECTED = "expected"
        ACTUAL = "actual"

    id = _id()
    household = models.ForeignKey(Household, models.PROTECT, related_name="incomes")
    year = models.PositiveSmallIntegerField()
    kind = _code("income")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    cents = models.BigIntegerField()
    evidence = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    household_id: str

    class Meta:
        ordering = ("-year", "kind", "stage", "-recorded_at", "id")
        indexes = [models.Index(fields=["household", "-year"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(cents__gte=0), name="income_is_not_negative")
        ]
        triggers = NEVER_CHANGED
