"""What states, moves and findings are called in the reader's language."""

from __future__ import annotations

from bangfu.site.rectification.machine import MACHINE
from bangfu.site.rectification.models import Finding

state_word, move_word = MACHINE.words()


def number_of(finding: Finding) -> str:
    """The number on the ledger of findings, as 2018-017; nothing for a draft."""
    return f"{finding.year}-{finding.number:03}" if finding.number else ""
