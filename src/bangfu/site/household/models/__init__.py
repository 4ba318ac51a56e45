"""Tables of the register: files of households, what stands on a day, what is issued, compared, corrected and blanked."""

from bangfu.site.household.models.file import Income, Member, Version
from bangfu.site.household.models.intake import Intake, Staged
from bangfu.site.household.models.leads import Comparison, Lead, LeadAnswer
from bangfu.site.household.models.privacy import (
    AccessSlip,
    Blanking,
    CorrectionAnswer,
    CorrectionSlip,
    Keeping,
)
from bangfu.site.household.models.register import BenefitCheck, CardIssue, PlatformEntry, Standing

__all__ = [
    "AccessSlip",
    "BenefitCheck",
    "Blanking",
    "CardIssue",
    "Comparison",
    "CorrectionAnswer",
    "CorrectionSlip",
    "Income",
    "Intake",
    "Keeping",
    "Lead",
    "LeadAnswer",
    "Member",
    "PlatformEntry",
    "Staged",
    "Standing",
    "Version",
]
