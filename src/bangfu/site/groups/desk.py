"""What programs can enter here: a word of an address, what it is about, and what can be entered of that."""

from __future__ import annotations

from bangfu.site.groups.forms import keeping, shapes, standing
from bangfu.site.groups.models import Group, Member, Team
from bangfu.site.roster.models import Person, Place
from bangfu.site.web.deed import Deeds, Desks

GROUP: Deeds = {**standing.OF_GROUP, **keeping.OF_GROUP}
TOWNSHIP: Deeds = {**standing.OF_TOWNSHIP, **shapes.DEEDS}
DESKS: Desks = {
    "township": (Place, TOWNSHIP),
    "township_group": (Group, GROUP),
    "group_person": (Member, standing.OF_MEMBER),
    "village_team": (Team, standing.OF_TEAM),
    "contact_cadre": (Person, keeping.OF_CADRE),
}
