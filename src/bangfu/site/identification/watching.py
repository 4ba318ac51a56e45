"""What follows when a household is taken under watch: the one place to which its watch is tied."""

from __future__ import annotations

from datetime import date

from bangfu.site.identification.models import Move
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account


def watched(account: Account, household: Household, on: date, ground: Move) -> Move:
    """Take a household under watch from a day on; `ground` is the confirmation, which is what is kept of it."""
    if (ground.household_id, ground.on, ground.by) != (household.pk, on, account.pk):
        raise ValueError("a watch rests on its own confirmation")
    return ground
