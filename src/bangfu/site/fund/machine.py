"""The moves of a project as `moves.toml` tells them."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.machine import Machine

MACHINE = Machine(Path(__file__).parent / "moves.toml")
RULES, STATES = MACHINE.rules, MACHINE.states
FIRST = "propose"
PROPOSED = "proposed"  # while it can still be corrected
WRITABLE = (PROPOSED, "reviewed")  # while the plan of use is being written
SPENDING = ("established", "accepted")  # while money is paid


def as_sql() -> str:
    """The moves as rows of the database."""
    return MACHINE.as_sql("fund_rule")
