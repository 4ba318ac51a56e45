"""Forms that people are asked to fill: who asks, whom, how often, which columns; what became of it; what was filled in."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from bangfu.site.burden.machine import STATES
from bangfu.site.burden.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Organisation, Person, Place, new_id


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Forms(models.Manager["Form"]):
    """Forms with the state that their last move left them in."""

    def get_queryset(self) -> QuerySet[Form]:
        """Each with `state` and `moved`."""
        last = Move.objects.filter(form=OuterRef("pk")).order_by("-number")
        return (
            super()
            .get_queryset()
            .annotate(state=Subquery(last.values("state")[:1]), moved=Subquery(last.values("on")[:1]))
        )


class Form(models.Model):
    """One form. It comes with its columns and its first move, and its state is that of the last."""

    id = _id()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    asker = models.CharField(max_length=200)  # the office or organisation
    basis = models.CharField(
        max_length=300, blank=True, default=""
    )  # document and clause, where there is one
    target = models.CharField(max_length=16, choices=WORDS.same("target"))
    role = models.CharField(max_length=64)  # who bears it
    per = models.CharField(max_length=16, choices=WORDS.same("per"))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    state: str  # of `objects`
    moved: date

    objects = Forms()

    class Meta:
        ordering = ("-made_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="a_form_has_days",
            )
        ]
        triggers = NEVER_CHANGED

    def __str__(self) -> str:
        return self.name


class Column(models.Model):
    """One column of a form, as it is written there, with the known field that answers it; empty where it is new."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="columns")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    known = models.CharField(max_length=200, blank=True, default="")
    how = models.CharField(max_length=16, choices=WORDS.same("how"))
    reason = models.CharField(max_length=300, blank=True, default="")  # why something new is needed

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="burden_column_of_a_number")]
        triggers = NEVER_CHANGED


class Move(models.Model):
    """One step. `number`, `state` and `on` are written by the database."""

    id = _id()
    form = models.ForeignKey(Form, models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=[(code, code) for code in STATES], default="")
    text = models.TextField(blank=True, default="")
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="burden_step_of_a_number")]
        triggers = NEVER_CHANGED


class Filling(models.Model):
    """What somebody filled in of one line of a form: the new columns alone, by their numbers. The last of a period counts."""

    id = _id()
    form = models.ForeignKey(Form, models.PROTECT, related_name="fillings")
    period = models.DateField()  # its first day
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    values = models.JSONField()
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "id")
        indexes = [models.Index(fields=["form", "period"])]
        triggers = NEVER_CHANGED
