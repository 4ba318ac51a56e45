"""What is entered about identification, by pages and by programs: the subjects, and what is entered about each."""

from __future__ import annotations

from bangfu.site.identification.forms.reports import OF_COUNTY, OF_NOTICE, OF_OBJECTION, OF_REPORT
from bangfu.site.identification.forms.screenings import OF_SCREENING
from bangfu.site.identification.forms.villages import OF_ROLL, OF_VILLAGE
from bangfu.site.identification.models import Notice, Objection, Report, Roll, Screening
from bangfu.site.roster.models import Place
from bangfu.site.web.deed import Desks

DESKS: Desks = {
    "village": (Place, OF_VILLAGE),
    "roll": (Roll, OF_ROLL),
    "report": (Report, OF_REPORT),
    "screening": (Screening, OF_SCREENING),
    "notice": (Notice, OF_NOTICE),
    "objection": (Objection, OF_OBJECTION),
    "scheme": (Place, OF_COUNTY),
}
