"""How long an entry takes, as the county set it."""

from __future__ import annotations

from django.db import models

from bangfu.site.ledger.models import NEVER_CHANGED
from bangfu.site.roster.models import Place, new_id

FIELD = "field"  # one cell of a form


class Cost(models.Model):
    """How many seconds one entry of a kind takes in a county, from a day on; `what` is a kind of activity, or `field`.

    A later row takes the place of one. Nothing stands in where a county set nothing.
    """

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    county = models.ForeignKey(Place, models.PROTECT, related_name="+")
    what = models.CharField(max_length=64)
    start = models.DateField()
    seconds = models.PositiveIntegerField()
    why = models.CharField(max_length=300)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("what", "-start", "-made_at", "id")
        constraints = [models.CheckConstraint(condition=models.Q(seconds__gt=0), name="an_entry_takes_time")]
        triggers = NEVER_CHANGED

    @property
    def minutes(self) -> str:
        """The same in minutes, with a decimal where there is one."""
        return f"{self.seconds / 60:.1f}".removesuffix(".0")
