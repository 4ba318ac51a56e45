"""Inspections: plan and stages, who goes where, and what was drawn.

Until one is opened nobody sees it but the office that plans it and the members of its teams; `sql/policies.sql` holds that.
"""

from bangfu.site.supervision.models.draws import Draw, Drawn
from bangfu.site.supervision.models.going import Assignment, Member, Team, Tie
from bangfu.site.supervision.models.plans import Briefing, Campaign, Stage

__all__ = ["Assignment", "Briefing", "Campaign", "Draw", "Drawn", "Member", "Stage", "Team", "Tie"]
