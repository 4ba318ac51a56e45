"""What goes before a screening: the county's schemes, the roll of a village, and who said that a household needs help."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bangfu.site.identification.templates import Template, templates
from bangfu.site.identification.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Place, new_id
from bangfu.site.web.sealed import SealedField


def id_field() -> models.CharField[str]:
    """The key of a table of this app."""
    return models.CharField(primary_key=True, max_length=64, default=new_id)


def _items() -> Any:
    return ArrayField(models.CharField(max_length=300), default=list, blank=True)


class Scheme(models.Model):
    """How a county identifies, from a day on: a template with the texts, steps and days that the county set.

    Of two with the same first day the later one holds. A screening keeps the version under which it began.
    """

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    template = models.CharField(max_length=32)
    start = models.DateField()
    steps = _items()  # in order
    looks = _items()
    priorities = _items()
    ins = _items()
    outs = _items()
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    screen_days = models.PositiveSmallIntegerField(null=True, blank=True)
    document = models.CharField(max_length=100, blank=True, default="")  # on which the county's texts rest
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    county_id: int

    class Meta:
        ordering = ("template", "-start", "-at", "id")
        indexes = [models.Index(fields=["county", "template", "-start"])]
        triggers = NEVER_CHANGED

    def __str__(self) -> str:
        return str(self.of)

    @property
    def of(self) -> Template:
        """What the regulation gives of it."""
        return templates()[self.template]

    def items(self, name: str) -> list[str]:
        """The texts of a list."""
        return list(getattr(self, name))

    @property
    def missing(self) -> list[str]:
        """What keeps it from being set in full: names of lists, `steps`, `notice_days`."""
        short = [name for name, count in self.of.lists.items() if len(self.items(name)) != count]
        return short + [name for name in ("steps", "notice_days") if not getattr(self, name)]

    @property
    def is_listed(self) -> bool:
        """Whether its lists alone can say a result."""
        return bool(self.of.lists) and not set(self.missing) & set(self.of.lists)


class Roll(models.Model):
    """One household of a village, poor or not: who is to be looked at. Why it left the roll is written once."""

    id = id_field()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    head = models.CharField(max_length=100)
    key = models.CharField(max_length=200, blank=True, default="", db_index=True)  # letters, for search
    people = models.PositiveSmallIntegerField()
    id_number = SealedField(blank=True)  # of the head
    mark = models.CharField(max_length=64, blank=True, default="")  # by which one head is found twice
    address = models.CharField(max_length=200, blank=True, default="")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    left_on = models.DateField(null=True)
    left_why = models.CharField(max_length=200, blank=True, default="")
    left_by = models.CharField(max_length=64, blank=True, default="")
    place_id: int

    class Meta:
        ordering = ("place", "key", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "mark"], condition=models.Q(left_on=None) & ~models.Q(mark=""), name="one_head_once"
            ),
            models.CheckConstraint(condition=models.Q(people__gte=1), name="a_household_has_people"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.head


class Report(models.Model):
    """That a household needs help. `due_on` is filled by the database: so many days from the day on which it came.

    What became of a report that led to no screening is written once.
    """

    id = id_field()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16, choices=WORDS.same("channel"))
    received_on = models.DateField()
    due_on = models.DateField(null=True)
    roll = models.ForeignKey(Roll, models.PROTECT, null=True, related_name="reports")
    about: ClassVar[SealedField] = SealedField()  # which household
    told: ClassVar[SealedField] = SealedField()  # what happened
    phone: ClassVar[SealedField] = SealedField(blank=True)
    code = models.CharField(
        max_length=64, blank=True, default=""
    )  # SM3 of the receipt of whoever is no account
    by = models.CharField(max_length=64, blank=True, default="")  # nobody: the household itself
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True, default="")
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=64, blank=True, default="")
    place_id: int
    roll_id: str | None

    class Meta:
        ordering = ("received_on", "at", "id")
        indexes = [models.Index(fields=["place", "received_on"]), models.Index(fields=["code"])]
