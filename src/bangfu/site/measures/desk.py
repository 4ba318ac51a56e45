"""What is entered in this app, by the word of its subject: for programs."""

from __future__ import annotations

from django.db.models import Model

from bangfu.site.measures.forms.households import OF_DIFFICULTY, OF_HOUSEHOLD
from bangfu.site.measures.forms.plans import OF_COUNTY, OF_MEASURE, OF_PLAN
from bangfu.site.measures.models import Difficulty, Measure, Plan
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.deed import Deeds

DESKS: dict[str, tuple[type[Model], Deeds]] = {
    "help": (Household, OF_HOUSEHOLD),
    "help_plan": (Plan, OF_PLAN),
    "measure": (Measure, OF_MEASURE),
    "difficulty": (Difficulty, OF_DIFFICULTY),
    "help_county": (Place, OF_COUNTY),
}
