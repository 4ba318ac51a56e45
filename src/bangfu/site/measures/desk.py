"""What programs may enter about a household: what pages offer, but for what the county sets."""

from __future__ import annotations

from bangfu.site.measures.forms.households import OF_DIFFICULTY, OF_HOUSEHOLD
from bangfu.site.measures.forms.plans import OF_MEASURE, OF_PLAN
from bangfu.site.measures.models import Difficulty, Measure, Plan
from bangfu.site.roster.models import Household
from bangfu.site.web.deed import Desks

DESKS: Desks = {
    "help": (Household, OF_HOUSEHOLD),
    "help_plan": (Plan, OF_PLAN),
    "measure": (Measure, OF_MEASURE),
    "difficulty": (Difficulty, OF_DIFFICULTY),
}
