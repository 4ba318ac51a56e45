"""A project under an item of a plan: where, what for, for whom, with what money, and every step of it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from bangfu.site.fund.machine import STATES
from bangfu.site.fund.models.plans import Item, id_field
from bangfu.site.fund.words import WORDS
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Place


class Project(models.Model):
    """What is done with money. Its state follows from its moves, and only their trigger writes it."""

    id = id_field()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # a township or a village
    item = models.ForeignKey(Item, models.PROTECT, related_name="projects")
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=16, choices=WORDS.same("purpose"))
    budget = models.BigIntegerField()  # cents
    for_village = models.BooleanField(default=False)  # it serves the whole place, no single households
    state = models.CharField(max_length=16, choices=[(s, s) for s in STATES], blank=True, default="")
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    place_id: int
    item_id: str

    class Meta:
        ordering = ("-made_at", "id")
        indexes = [models.Index(fields=["place", "state"])]
        constraints = [models.CheckConstraint(condition=Q(budget__gt=0), name="project_has_a_budget")]

    def __str__(self) -> str:
        return self.name


class Move(models.Model):
    """One step of a project: who, when, from which state, with what words and paper."""

    id = id_field()
    project = models.ForeignKey(Project, models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField(default=0)  # given by the database, as `former` and `on`
    code = models.CharField(max_length=32)
    former = models.CharField(max_length=16, blank=True, default="")
    text = models.TextField(blank=True, default="")
    document = models.CharField(max_length=100, blank=True, default="")
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_project_move_of_a_number")
        ]
        triggers = NEVER_CHANGED


class UseLine(models.Model):
    """One line of the plan of use: so much of a kind of source for a purpose. Written before it is approved."""

    id = id_field()
    project = models.ForeignKey(Project, models.PROTECT, related_name="uses")
    source = models.CharField(max_length=16, choices=WORDS.same("source"))
    purpose = models.CharField(max_length=16, choices=WORDS.same("purpose"))
    amount = models.BigIntegerField()  # cents
    written_by = models.CharField(max_length=64)

    class Meta:
        ordering = ("source", "purpose")
        constraints = [
            models.UniqueConstraint(fields=["project", "source", "purpose"], name="one_line_of_a_use"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_use_of_something"),
        ]


class Beneficiary(models.Model):
    """A household that a project serves."""

    id = id_field()
    project = models.ForeignKey(Project, models.PROTECT, related_name="beneficiaries")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    written_by = models.CharField(max_length=64)
    household_id: str

    class Meta:
        ordering = ("household",)
        constraints = [models.UniqueConstraint(fields=["project", "household"], name="a_beneficiary_once")]


class Procurement(models.Model):
    """How a contract came about, or that somebody judged that neither tender nor procurement is needed, and why."""

    id = id_field()
    project = models.ForeignKey(Project, models.PROTECT, related_name="procurements")
    kind = models.CharField(max_length=16, choices=WORDS.same("procurement"))
    on = models.DateField()
    document = models.CharField(max_length=100, blank=True, default="")
    winner = models.CharField(max_length=200, blank=True, default="")
    words = models.CharField(max_length=500, blank=True, default="")
    by = models.CharField(max_length=64)

    class Meta:
        ordering = ("on", "id")
        triggers = NEVER_CHANGED


class Attachment(models.Model):
    """A picture or PDF kept with a project: of the whole, or of a payment, a look at an allotment, or a step such as acceptance."""

    id = id_field()
    project = models.ForeignKey(Project, models.PROTECT, related_name="attachments")
    voucher = models.ForeignKey("Voucher", models.PROTECT, null=True, related_name="attachments")
    supervision = models.ForeignKey("Supervision", models.PROTECT, null=True, related_name="attachments")
    move = models.ForeignKey(Move, models.PROTECT, null=True, related_name="attachments")
    title = models.CharField(max_length=100)
    kind = models.CharField(max_length=4, choices=[("jpg", "jpg"), ("pdf", "pdf")])
    file = models.CharField(max_length=200)
    hash = models.CharField(max_length=64)  # SM3 of what is kept
    size = models.PositiveIntegerField()  # bytes
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    voucher_id: str | None
    supervision_id: str | None
    move_id: str | None

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "voucher", "supervision", "move", "hash"],
                nulls_distinct=False,
                name="an_attachment_once",
            )
        ]
        triggers = NEVER_CHANGED


for tracked in (Project, UseLine, Beneficiary):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(tracked)
