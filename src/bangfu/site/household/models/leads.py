"""What other departments' lists say of members of households: leads to be checked, never verdicts."""

from __future__ import annotations

from django.db import models

from bangfu.site.household.models.parts import Recorded, a_code
from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Household, Place


class Comparison(Recorded):
    """A department's list that was compared. Of people who are in no household nothing was kept but their number."""

    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = a_code("lead")
    department = models.CharField(max_length=100)
    on = models.DateField()  # as of which the list stands
    rows = models.PositiveIntegerField()
    matched = models.PositiveIntegerField()
    county_id: int

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-on", "-recorded_at", "id")
        triggers = NEVER_CHANGED


class Lead(Recorded):
    """What a list says of one member. It changes nothing; somebody has to look."""

    comparison = models.ForeignKey(Comparison, models.PROTECT, related_name="leads")
    household = models.ForeignKey(Household, models.PROTECT, related_name="leads")
    key = models.CharField(max_length=64)  # of the member
    what = models.CharField(max_length=200)
    household_id: str

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        ordering = ("-recorded_at", "id")
        triggers = NEVER_CHANGED


class LeadAnswer(Recorded):
    """What was found on looking. Answered once."""

    lead = models.OneToOneField(Lead, models.PROTECT, related_name="answer")
    result = a_code("found")
    text = models.CharField(max_length=500)

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        triggers = NEVER_CHANGED
