"""Tables of what is done for households."""

from bangfu.site.measures.models.county import Bond, Setting
from bangfu.site.measures.models.plans import Decision, Measure, Plan
from bangfu.site.measures.models.spoken import Difficulty, Wish

__all__ = ["Bond", "Decision", "Difficulty", "Measure", "Plan", "Setting", "Wish"]
