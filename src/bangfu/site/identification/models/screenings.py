"""The screening of a household by a scheme: what was answered, who lives there, the steps taken, the moves."""

from __future__ import annotations

from django.db import models

from bangfu.site.household.words import codes
from bangfu.site.identification.models.reports import Report, Roll, Scheme, id_field
from bangfu.site.identification.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.sealed import SealedField


class Screening(models.Model):
    """A household of the roll, looked at under one version of a scheme. Its state changes by its moves alone."""

    id = id_field()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="screenings")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="screenings")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="screenings")
    on = models.DateField()  # on which it began
    state = models.CharField(max_length=16, blank=True, default="")
    result = models.CharField(max_length=8, choices=WORDS.same("result"), blank=True, default="")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    place_id: int
    roll_id: str
    scheme_id: str
    report_id: str | None

    class Meta:
        ordering = ("-on", "-at", "id")
        indexes = [models.Index(fields=["place", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["roll"], condition=models.Q(state__in=["screening", "appraised", "posted"]), name="one_at_a_time"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.roll)


class Answer(models.Model):
    """What was found of one item of a list; a later answer takes the place of one."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="answers")
    list = models.CharField(max_length=16, choices=WORDS.same("list"))
    number = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=8, choices=WORDS.same("said"))
    evidence = models.CharField(max_length=500)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("list", "number", "id")
        triggers = NEVER_CHANGED


class Person(models.Model):
    """Somebody who lives there, for the first file; a later row of a number takes the place of one. `gone`: not there after all."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="persons")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    relation = models.CharField(max_length=16, choices=[(c, c) for c in codes("relation")])
    birth = models.DateField(null=True, blank=True)
    id_number = SealedField(blank=True)
    gone = models.BooleanField(default=False)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number", "id")
        triggers = NEVER_CHANGED


class StepRecord(models.Model):
    """That a step of the scheme was taken: by whom, where, with how many people and votes where there were any."""

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()  # of the scheme's steps, from 1 on
    on = models.DateField()
    venue = models.CharField(max_length=100, blank=True, default="")
    body = models.CharField(max_length=200)  # who took it
    attended = models.PositiveSmallIntegerField(null=True, blank=True)
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    found = models.CharField(max_length=1000)
    papers = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["screening", "number"], name="a_step_is_taken_once"),
            models.CheckConstraint(
                condition=models.Q(attended=None)
                | models.Q(attended__gte=models.F("in_favour") + models.F("against")),
                name="no_more_votes_than_people",
            ),
        ]
        triggers = NEVER_CHANGED


class Move(models.Model):
    """One step of a screening through its states. A confirmation names the household that it made."""

    id = id_field()
    screening = models.ForeignKey(Screening, models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=16)
    former = models.CharField(max_length=16, blank=True, default="")
    on = models.DateField()
    text = models.CharField(max_length=1000, blank=True, default="")
    result = models.CharField(max_length=8, choices=WORDS.same("result"), blank=True, default="")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    household_id: str | None
    screening_id: str

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["screening", "number"], name="one_screening_move_of_a_number")
        ]
        triggers = NEVER_CHANGED
