"""What was paid or provided, and the rates that a county set. Nothing here is worked out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import F, Q

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Organisation, Person, Place, Post, new_id


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Payment(models.Model):
    """One thing paid or provided, entered by whoever pays. Never changed: a counter-entry takes it back.

    Without an amount a thing such as an insurance; less than nothing was paid back. `use`: it was spent out of a fund.
    """

    id = _id()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    what = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    start = models.DateField()
    end = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)  # yuan
    paid_on = models.DateField()
    payer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    use = models.CharField(max_length=100, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="taken_back"
    )  # the entry that this one undoes
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    person_id: str | None
    organisation_id: str | None
    post_id: str | None
    place_id: int | None
    payer_id: str | None
    takes_back_id: str | None

    class Meta:
        ordering = ("paid_on", "made_at", "id")
        indexes = [
            models.Index(fields=["person", "start"]),
            models.Index(fields=["county", "start"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="payment_days"),
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                | Q(organisation__isnull=False)
                | Q(post__isnull=False)
                | Q(place__isnull=False),
                name="payment_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(amount=0), name="payment_of_something"
            ),
        ]
        triggers = NEVER_CHANGED


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Rate(models.Model):
    """What a county set where the text leaves the amount open: so many yuan a day, month or year, at a place and below."""

    class Per(models.TextChoices):
        """For what it is set."""

        DAY = "day"
        MONTH = "month"
        YEAR = "year"

    id = _id()
    what = models.CharField(max_length=64)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)  # yuan
    per = models.CharField(max_length=8, choices=Per.choices)
    start = models.DateField()
    end = models.DateField(null=True)  # the last day; without one it still holds
    set_by = models.CharField(max_length=200)  # the document, as its number or title
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    place_id: int

    class Meta:
        ordering = ("what", "-start", "place")
        constraints = [
            models.UniqueConstraint(fields=["what", "place", "start"], name="one_rate_from_a_day"),
            models.CheckConstraint(condition=Q(amount__gt=Decimal(0)), name="rate_above_nothing"),
            models.CheckConstraint(condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="rate_days"),
        ]

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.start <= day and (self.end is None or day <= self.end)
