"""The moves of a course as `moves.toml` tells them: leaving, ending the watch, coming back."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.machine import Machine

MACHINE = Machine(Path(__file__).parent / "moves.toml")
RULES, STATES = MACHINE.rules, MACHINE.states
FIRST = {"exit": "propose_exit", "clear": "propose_clear", "revert": "propose_revert"}
FIRSTS = frozenset(FIRST.values())
POSTED = frozenset(rule.to for rule in RULES.values() if "notice" in rule.needs)
# Every state that some move leads out of: the course goes on.
OPEN = frozenset(state for rule in RULES.values() for state in rule.froms if state)


def as_sql() -> str:
    """The moves as rows of the database."""
    return MACHINE.as_sql("exits_rule")
