"""A case, what it rests on, and every step of it.

A case is never deleted. Its state and what was decided follow from its steps, which are only added: `sql/moves.sql`.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce

from bangfu.regulation.consequences import MEASURES
from bangfu.site.cases.machine import OVER, STATES
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.rectification.models import Finding
from bangfu.site.roster.models import Organisation, Person, Place, new_id

MEASURE = [(m, m) for m in MEASURES]


def _id() -> models.CharField[str]:
    return models.CharField(primary_key=True, max_length=64, default=new_id)


class Case(models.Model):
    """One measure that a clause attaches to what was found, for one person or unit: proposed, heard, decided, served."""

    id = _id()
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")  # where what it rests on was found
    regulation = models.CharField(max_length=64)
    clause = models.CharField(max_length=64)
    provision = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # whom it is about
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")  # or the unit
    conducted_by = models.CharField(max_length=64, blank=True, default="")  # the body that the clause names
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+"
    )  # which decides itself
    proposed_measure = models.CharField(max_length=32, choices=MEASURE)
    choices = ArrayField(
        models.CharField(max_length=32), default=list, blank=True
    )  # others the clause leaves open
    proposed_from = models.DateField()
    proposed_to = models.DateField(null=True)
    readings = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    note_zh = models.TextField(blank=True, default="")  # what a person must confirm, and the milder reading
    note_en = models.TextField(blank=True, default="")
    # What follows from the steps; only their trigger writes it.
    state = models.CharField(max_length=16, choices=[(s, s) for s in STATES], blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    answer_by = models.DateField(null=True)  # for a statement, then for an appeal
    measure = models.CharField(max_length=32, choices=MEASURE, blank=True, default="")
    effect_from = models.DateField(null=True)
    effect_to = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=64, blank=True, default="")
    document = models.CharField(max_length=100, blank=True, default="")  # the number of its paper
    last_cause = models.CharField(
        max_length=100, blank=True, default=""
    )  # of one clause, tells proposals apart
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    county_id: int
    place_id: int
    person_id: str | None
    organisation_id: str | None
    unit_id: str | None

    class Meta:
        ordering = ("-made_at", "id")
        indexes = [
            models.Index(fields=["place", "state"]),
            models.Index(fields=["person"]),
            models.Index(fields=["organisation"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(organisation__isnull=False),
                name="a_case_is_about_somebody",
            ),
            models.UniqueConstraint(fields=["county", "year", "number"], name="one_case_of_a_number"),
            models.UniqueConstraint(
                "regulation",
                "provision",
                "proposed_measure",
                "conducted_by",
                Coalesce("person", "organisation"),
                "last_cause",
                condition=~models.Q(state__in=["", *OVER]),
                name="a_proposal_is_taken_up_once",
            ),
        ]


class Cause(models.Model):
    """What a case rests on: a finding, the decision that recalled somebody, or by reference a place in a yearly ranking or an unfulfilled plan."""

    id = _id()
    case = models.ForeignKey(Case, models.PROTECT, related_name="causes")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Case, models.PROTECT, null=True, related_name="carries")
    ranking = models.CharField(max_length=100, blank=True, default="")
    finding_id: str | None
    decision_id: str | None

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["case", "finding"], name="a_cause_once"),
            models.UniqueConstraint(fields=["case", "decision"], name="a_decision_once"),
            models.CheckConstraint(
                condition=models.Q(finding__isnull=False, decision=None, ranking="")
                | models.Q(finding=None, decision__isnull=False, ranking="")
                | (models.Q(finding=None, decision=None) & ~models.Q(ranking="")),
                name="a_cause_is_one_thing",
            ),
        ]
        triggers = NEVER_CHANGED

    @property
    def reference(self) -> str:
        """As a proposal names it: the id of the finding or decision, or the place in a ranking."""
        return self.finding_id or self.decision_id or self.ranking


class Step(models.Model):
    """One step of a case: who, when, from which state, with what words; of a decision, which measure for how long."""

    id = _id()
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField(default=0)  # given by the database
    code = models.CharField(max_length=32)
    former = models.CharField(max_length=16, blank=True, default="")  # state, given by the database
    within = models.BigIntegerField(default=0)  # the transaction, given by the database: one decision in each
    text = models.TextField(blank=True, default="")
    deadline = models.DateField(null=True)
    measure = models.CharField(max_length=32, choices=MEASURE, blank=True, default="")
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    document = models.CharField(max_length=100, blank=True, default="")
    on = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        indexes = [models.Index(fields=["by", "on"])]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_step_of_a_number")]
        triggers = NEVER_CHANGED


pghistory.track()(Case)
