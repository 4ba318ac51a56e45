"""What the database refuses of groups and teams, in the words of the catalogue."""

from __future__ import annotations

from bangfu.site.roster.saving import BY_CONSTRAINT as OF_THE_ROSTER
from bangfu.site.web.refusals import Refusals

BY_CONSTRAINT = {
    "group_once": "group_exists",
    "group_head_once": "group_has_one",
    "group_person_once": "group_person_twice",
    "team_of_village_once": "team_in_village",
    "team_leader_once": "team_elsewhere",
    **OF_THE_ROSTER,
}
kept = Refusals("group_not_yours", constraints=BY_CONSTRAINT)
