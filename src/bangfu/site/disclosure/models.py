"""Whether a county shows its assistance to the public, and whom the public may call."""

from __future__ import annotations

import pghistory
from django.db import models

from bangfu.site.roster.models import Place

LICENCE = "CC BY 4.0"


class Setting(models.Model):
    """The choice of one county. Without a row, or with one that is not open, the public learns nothing."""

    county = models.OneToOneField(Place, models.PROTECT, primary_key=True)
    is_open = models.BooleanField(default=False)
    shows_projects = models.BooleanField(
        default=False, db_default=False
    )  # on the open page: what was built with which money
    hotline = models.CharField(max_length=50, blank=True, default="")
    mailbox = models.EmailField(blank=True, default="")
    licence = models.CharField(max_length=100, default=LICENCE)
    county_id: int


pghistory.track()(Setting)
