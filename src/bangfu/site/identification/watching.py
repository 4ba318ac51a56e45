"""What follows when a household is taken under watch: its risk is open from that day, and rests on the confirmation."""

from __future__ import annotations

from dataclasses import dataclass

from bangfu.site.exits.leaving import open_risk
from bangfu.site.exits.models import Risk
from bangfu.site.identification.models import Move
from bangfu.site.roster.models import Household
from bangfu.site.web.models import Account

GROUND = 500  # characters that a risk keeps of it


@dataclass(frozen=True)
class Danger:
    """Why a household is to be watched: the kind of risk and its causes, by their codes."""

    kind: str
    causes: tuple[str, ...]


def watch(account: Account, household: Household, danger: Danger, ground: Move) -> Risk:
    """Take a household under watch from the day of its confirmation. Raises `BangfuError`."""
    said = f"{ground.screening.scheme.of} {ground.pk} {ground.text}".strip()
    return open_risk(
        account,
        household,
        Risk(kind=danger.kind, causes=list(danger.causes), on=ground.on, ground=said[:GROUND]),
    )
