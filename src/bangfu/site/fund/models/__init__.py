"""Tables of plans, projects, money and what becomes of it. Sums are whole cents."""

from bangfu.site.fund.models.after import Asset, Income, Misuse, Supervision
from bangfu.site.fund.models.money import Account, Posting, Setting, Voucher
from bangfu.site.fund.models.plans import Item, Plan
from bangfu.site.fund.models.projects import Attachment, Beneficiary, Move, Procurement, Project, UseLine

__all__ = [
    "Account",
    "Asset",
    "Attachment",
    "Beneficiary",
    "Income",
    "Item",
    "Misuse",
    "Move",
    "Plan",
    "Posting",
    "Procurement",
    "Project",
    "Setting",
    "Supervision",
    "UseLine",
    "Voucher",
]
