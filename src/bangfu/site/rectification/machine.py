"""The moves of a finding as `moves.toml` tells them."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.machine import Machine

MACHINE = Machine(Path(__file__).parent / "moves.toml")
RULES, STATES = MACHINE.rules, MACHINE.states
BODY_OWES, OFFICE_OWES = MACHINE.by_owed["body"], MACHINE.by_owed["office"]
OPEN = BODY_OWES | OFFICE_OWES
FIRST = "draft"


def as_sql() -> str:
    """The rules as rows of the database."""
    return MACHINE.as_sql("rectification_rule")
