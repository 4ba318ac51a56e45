"""What somebody says is wrong in what is held about them, and what came of it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from bangfu.site.roster.models import Person, new_id


@pghistory.track()
class Correction(models.Model):
    """Asked once, answered once, by somebody who keeps the roster there; neither is changed afterwards."""

    class About(models.TextChoices):
        """Where the fact stands."""

        ROSTER = "roster", _("名册（姓名、单位、岗位、起止）")
        PAIRING = "pairing", _("结对的户")
        LEDGER = "ledger", _("台账记录")
        ATTENDANCE = "attendance", _("考勤、请假")
        OTHER = "other", _("其他")

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("等答复")
        CORRECTED = "corrected", _("已更正")
        KEPT = "kept", _("核实无误，不改")

    id = models.CharField(primary_key=True, max_length=64, default=new_id)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    about = models.CharField(max_length=16, choices=About.choices)
    text = models.TextField()
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    answer = models.TextField(blank=True, default="")
    answered_by = models.CharField(max_length=64, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    person_id: str

    class Meta:
        ordering = ("-asked_at", "id")
        indexes = [models.Index(fields=["person"]), models.Index(fields=["state"])]
