"""The plan of a household for a year, its measures, and the decision on each of nine categories."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bangfu.site.household.words import codes
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.measures.models.fields import Recorded, code, key
from bangfu.site.measures.words import ALWAYS
from bangfu.site.roster.models import Household, Person


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Plan(Recorded):
    """What is to be done for one household in one year. In force is the one adopted last; `former` is what it revises."""

    id = key()
    household = models.ForeignKey(Household, models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()
    former = models.ForeignKey("self", models.PROTECT, null=True, related_name="revisions")
    adopted_on = models.DateField(null=True)
    household_id: str
    former_id: str | None

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-year", "-adopted_on", "-recorded_at", "id")
        indexes = [models.Index(fields=["household", "-year"])]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "year"], condition=Q(adopted_on=None), name="one_draft_of_a_year"
            )
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Measure(Recorded):
    """One thing to be done, by exactly one person, and which causes of poverty it answers (二(三)/k, l)."""

    id = key()
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    category = code("category")
    text = models.CharField(max_length=500)
    answers = ArrayField(
        models.CharField(max_length=16, choices=[(c, c) for c in codes("cause")]), default=list, blank=True
    )
    responsible = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_from = models.DateField(null=True)
    planned_to = models.DateField(null=True)
    state = code("state", "planned")
    result = models.CharField(max_length=500, blank=True, default="")
    plan_id: str
    responsible_id: str

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("planned_from", "recorded_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_to__gte=F("planned_from")) | Q(planned_from=None) | Q(planned_to=None),
                name="planned_days",
            )
        ]


class Decision(Recorded):
    """What was decided of one category for one household and year. A later row takes the place of one (二(四)/b-j)."""

    id = key()
    household = models.ForeignKey(Household, models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    category = code("category")
    decision = code("decision")
    reason = models.CharField(max_length=300, blank=True, default="")
    on = models.DateField()
    household_id: str

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-year", "category", "-on", "-recorded_at", "id")
        indexes = [models.Index(fields=["household", "-year"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="not_applicable") | Q(reason__regex=r"\S\S"),
                name="help_needs_reason",
            ),
            models.CheckConstraint(
                condition=~Q(decision="not_applicable", category__in=ALWAYS), name="help_always_applies"
            ),
        ]
        triggers = NEVER_CHANGED
