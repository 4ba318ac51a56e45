"""What all forms of this app share."""

from __future__ import annotations

from bangfu.site.fund.booking import Paper
from bangfu.site.fund.words import WORDS
from bangfu.site.web.deed import Deed


class FundDeed(Deed):
    """Something to enter about plans, projects or money."""

    rights = ("fund",)
    file = WORDS

    @property
    def paper(self) -> Paper:
        """What the movement of money rests on."""
        data = self.cleaned_data
        return Paper(data["document"], data["on"], data.get("reason", ""))
