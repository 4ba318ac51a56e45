"""What all forms of this app share."""

from __future__ import annotations

from bangfu.site.identification.words import WORDS
from bangfu.site.web.deed import Deed


class Step(Deed):
    """Something to enter about identification."""

    rights = ("households",)
    file = WORDS
