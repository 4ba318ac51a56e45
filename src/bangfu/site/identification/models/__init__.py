"""Tables of identification. Everything is only added; what is written once later says so at its field."""

from bangfu.site.identification.models.notices import Notice, NoticeLine, Objection
from bangfu.site.identification.models.reports import Report, Roll, Scheme
from bangfu.site.identification.models.screenings import Answer, Move, Person, Screening, StepRecord

__all__ = [
    "Answer",
    "Move",
    "Notice",
    "NoticeLine",
    "Objection",
    "Person",
    "Report",
    "Roll",
    "Scheme",
    "Screening",
    "StepRecord",
]
