"""What is entered for an assessment, and what came out of it."""

from bangfu.site.assessment.models.asked import Answer, Cell, Slip, Survey
from bangfu.site.assessment.models.entered import Check, Figure, Weight, Withdrawal
from bangfu.site.assessment.models.worked import Line, Outcome, Publication, Published, Wish

__all__ = (
    "Answer", "Cell", "Check", "Figure", "Line", "Outcome", "Publication", "Published", "Slip", "Survey", "Weight", "Wish",
    "Withdrawal",
)  # fmt: skip
