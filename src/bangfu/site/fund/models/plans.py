"""What a township means to do: a plan of several years, the plans of its years, and their items."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bangfu.site.fund.words import WORDS
from bangfu.site.roster.models import Person, Place, new_id


def id_field() -> models.CharField[str]:
    """The key of a table of this app."""
    return models.CharField(primary_key=True, max_length=64, default=new_id)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Plan(models.Model):
    """A plan of a township. Once adopted it only closes, with its result; `prepared` are the steps that went before."""

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=WORDS.same("plan"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="annual")
    title = models.CharField(max_length=200)
    start_year = models.PositiveSmallIntegerField()
    end_year = models.PositiveSmallIntegerField()
    prepared = ArrayField(
        models.CharField(max_length=16, choices=WORDS.same("prepared")), default=list, blank=True
    )
    adopted_on = models.DateField(null=True)
    document = models.CharField(max_length=100, blank=True, default="")  # by which it was adopted
    closed_on = models.DateField(null=True)
    result = models.CharField(max_length=8, choices=WORDS.same("result"), blank=True, default="")
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    place_id: int
    parent_id: str | None

    class Meta:
        ordering = ("-start_year", "place", "kind", "id")
        indexes = [models.Index(fields=["place", "start_year"])]
        constraints = [
            models.CheckConstraint(condition=Q(start_year__lte=F("end_year")), name="plan_years"),
            models.CheckConstraint(
                condition=Q(kind="three_year", parent=None)
                | Q(kind="annual", parent__isnull=False, start_year=F("end_year")),
                name="a_year_belongs_to_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, result="")
                | (Q(closed_on__isnull=False, adopted_on__isnull=False) & ~Q(result="")),
                name="a_plan_closes_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Item(models.Model):
    """One thing that a plan means to reach. An item of a year stands under one of the plan of several years."""

    id = id_field()
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    text = models.CharField(max_length=300)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    unit = models.CharField(max_length=20, blank=True, default="")
    due = models.DateField(null=True)
    responsible = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)
    made_by = models.CharField(max_length=64)
    plan_id: str
    parent_id: str | None

    class Meta:
        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.text
