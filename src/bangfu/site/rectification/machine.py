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


def standing_as_sql() -> str:
    """Which moves make a fact stand, or stand no longer, as the database holds it beside the rules."""
    rows = ", ".join(f"('{r.code}', {str(r.stands).lower()})" for r in RULES.values() if r.stands is not None)
    return f"update rectification_rule r set stands = v.stands from (values {rows}) v (code, stands) where r.code = v.code;"
