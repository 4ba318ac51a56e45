"""What all forms of this app share."""

from __future__ import annotations

from bangfu.site.groups.words import WORDS
from bangfu.site.web.deed import Deed


class GroupDeed(Deed):
    """Something to enter about a group."""

    rights = ("households",)
    file = WORDS
