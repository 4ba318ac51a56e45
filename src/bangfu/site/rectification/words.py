"""What states, moves and findings are called in the reader's language."""

from __future__ import annotations

from bangfu.site.rectification.machine import RULES, STATES
from bangfu.site.rectification.models import Finding
from bangfu.site.web.words import tongue


def state_name(code: str) -> str:
    """A state."""
    said = STATES.get(code)
    return said[tongue()] if said else code


def move_name(code: str) -> str:
    """A move."""
    rule = RULES.get(code)
    return getattr(rule, tongue()) if rule else code


def number_of(finding: Finding) -> str:
    """The number on the ledger of findings, as 2018-017; nothing for a draft."""
    return f"{finding.year}-{finding.number:03}" if finding.number else ""
