"""The moves of a form as `moves.toml` tells them: proposed, decided by somebody else, ended."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.machine import Machine

MACHINE = Machine(Path(__file__).parent / "moves.toml")
RULES, STATES = MACHINE.rules, MACHINE.states
FIRSTS = tuple(code for code, rule in RULES.items() if "" in rule.froms)
IN_USE = frozenset({"allowed", "noted"})  # somebody fills it in by hand
WAITING = "proposed"


def as_sql() -> str:
    """The moves as rows of the database."""
    return MACHINE.as_sql("burden_rule")
