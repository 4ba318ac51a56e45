"""What a county set for leaving and watching, and the draws over those that are to leave."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bangfu.site.exits.models.courses import Course
from bangfu.site.exits.models.standing import id_field
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Place


class Setting(models.Model):
    """What a county set, from a day on. What it left empty is for people to judge; nothing stands in its place.

    `line` in cents a person and year, `reaching`: whether reaching it is enough, or it has to be exceeded; `notice_days`: how long a
    notice hangs; `visit_days`: how often a household that left is looked after; `many`: exits of a township on one day that are
    worth a look.
    """

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    start = models.DateField()
    line = models.BigIntegerField(null=True, blank=True)
    reaching = models.BooleanField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    visit_days = models.PositiveSmallIntegerField(null=True, blank=True)
    many = models.PositiveSmallIntegerField(null=True, blank=True)
    document = models.CharField(max_length=200)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-start", "-made_at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(line=None) | Q(line__gt=0), name="a_line_of_something"),
            models.CheckConstraint(
                condition=Q(line__isnull=True, reaching__isnull=True)
                | Q(line__isnull=False, reaching__isnull=False),
                name="a_line_says_whether_reaching_it_is_enough",
            ),
        ]
        triggers = NEVER_CHANGED


class Draw(models.Model):
    """A draw over the courses of a county whose notice is over. Where all are taken there is nothing to draw and no document."""

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    on = models.DateField()
    document = models.JSONField(null=True, blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "id")
        triggers = NEVER_CHANGED


class Lot(models.Model):
    """That a course stood in a draw, once and for all, and whether it was taken."""

    id = id_field()
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="lots")
    course = models.OneToOneField(Course, models.PROTECT, related_name="lot")
    taken = models.BooleanField()

    class Meta:
        ordering = ("draw", "-taken", "course")
        triggers = NEVER_CHANGED
