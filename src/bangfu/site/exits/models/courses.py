"""A course: how a household leaves, how its watch ends, how it comes back, step by step, with what was objected."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from bangfu.site.exits.machine import STATES
from bangfu.site.exits.models.standing import Risk, id_field
from bangfu.site.exits.words import WORDS
from bangfu.site.household.words import WORDS as FILE
from bangfu.site.ledger.models import NEVER_CHANGED, Entry
from bangfu.site.roster.models import Household


class Courses(models.Manager["Course"]):
    """Courses with the state that their last move left them in."""

    def get_queryset(self) -> QuerySet[Course]:
        """Each with `state` and `since`."""
        last = Move.objects.filter(course=OuterRef("pk")).order_by("-number")
        return (
            super()
            .get_queryset()
            .annotate(state=Subquery(last.values("state")[:1]), since=Subquery(last.values("on")[:1]))
        )


class Course(models.Model):
    """One course of one household. It begins with its first move, and its state is that of the last."""

    id = id_field()
    household = models.ForeignKey(Household, models.PROTECT, related_name="courses")
    kind = models.CharField(max_length=16, choices=WORDS.same("course"))
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, blank=True, related_name="courses")
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    household_id: str
    state: str  # of `objects`
    since: date

    objects = Courses()

    class Meta:
        ordering = ("-made_at", "id")
        triggers = NEVER_CHANGED


def _seen() -> models.CharField[str]:
    return models.CharField(max_length=16, blank=True, default="", choices=FILE.same("state"))


class Move(models.Model):
    """One step. What was found of the guarantees stands on those that look; `until`: the last day of a notice."""

    id = id_field()
    course = models.ForeignKey(Course, models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField(
        default=0
    )  # written by the database, as are state, on and until
    code = models.CharField(max_length=24)
    state = models.CharField(max_length=24, blank=True, default="", choices=[(s, s) for s in STATES])
    on = models.DateField()
    text = models.CharField(max_length=1000, blank=True, default="")
    document = models.CharField(max_length=100, blank=True, default="")
    judged = models.CharField(max_length=500, blank=True, default="")
    education = _seen()
    medical = _seen()
    housing = _seen()
    water = _seen()
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    course_id: str

    class Meta:
        ordering = ("course", "number")
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="one_step_of_a_course")]
        triggers = NEVER_CHANGED


class Objection(models.Model):
    """What somebody said against a notice, or the answer to it: `answers` names what it answers, `upheld` who is right."""

    id = id_field()
    course = models.ForeignKey(Course, models.PROTECT, related_name="objections")
    answers = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="answer")
    upheld = models.BooleanField(null=True, blank=True)
    text = models.CharField(max_length=1000)
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        triggers = NEVER_CHANGED
