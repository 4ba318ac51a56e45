"""What papers are made from: small facts that campaigns, findings, duties, cases and honours fill in. These modules know none of them.

A fact may say where it comes from (`source`); a paper keeps these, and shows them beside its text.
"""

from __future__ import annotations

from bangfu.site.papers.facts.basis import Clause, Source, sources
from bangfu.site.papers.facts.cases import Ground, Matter, Talk
from bangfu.site.papers.facts.honours import Honour, Honoured, Honours
from bangfu.site.papers.facts.inspections import (
    Campaign,
    Check,
    Feedback,
    Finding,
    FindingState,
    Month,
    Notice,
    Plan,
    Practice,
    Praise,
    Report,
    Tally,
    Team,
)

__all__ = [
    "Campaign",
    "Check",
    "Clause",
    "Facts",
    "Feedback",
    "Finding",
    "FindingState",
    "Ground",
    "Honour",
    "Honoured",
    "Honours",
    "Matter",
    "Month",
    "Notice",
    "Plan",
    "Practice",
    "Praise",
    "Report",
    "Source",
    "Talk",
    "Tally",
    "Team",
    "sources",
]

Facts = Plan | Feedback | Notice | Report | Month | Praise | Matter | Honours
