"""The regulations of the benchmark: three real packs, as if the whole nation had to follow them for one year."""

from __future__ import annotations

from datetime import date

from bangfu.facts.simulation import nationwide
from bangfu.regulation.model import Regulation

YEAR = 2020
FIRST, AS_OF = date(YEAR, 1, 1), date(YEAR, 12, 31)

# Measured by every contestant; the answers must be equal.
VISITS = "dachuan-2017-96/staff-helping-visit"
HOUSEHOLDS = "dachuan-2017-96/secretary-monthly-households"
COVERAGE = "dachuan-2017-96/secretary-quarterly-coverage"
TWO_THIRDS = "dachuan-2017-96/team-residence-share"
WORKDAYS = "gansu-2019-33/resident-workdays"
NIGHTS = "gansu-2019-33/overnight-stays"


def laws() -> list[Regulation]:
    """The packs as the archive was made for them: the whole nation, one year; milestones of other years fall away."""
    return [
        p.model_copy(update={"provision": [x for x in p.provision if x.milestone is None]})
        for p in nationwide(YEAR)
    ]


def alone(pack: Regulation) -> list[Regulation]:
    """A pack taken apart: every duty and requirement as a regulation of its own."""
    rules = [p for p in pack.provision if p.duty or p.requirement]
    return [pack.model_copy(update={"provision": [p], "relation": []}) for p in rules]
