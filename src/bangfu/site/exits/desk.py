"""What programs may enter here, by the word of its subject."""

from __future__ import annotations

from bangfu.site.exits.forms import households, moves, rules
from bangfu.site.exits.models import Course
from bangfu.site.roster.models import Household, Place
from bangfu.site.web.deed import Desks

DESKS: Desks = {
    "standing": (Household, households.DEEDS),
    "course": (Course, moves.DEEDS),
    "leaving": (Place, rules.DEEDS),
}
