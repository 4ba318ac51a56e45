"""The moves of a screening as `moves.toml` tells them."""

from __future__ import annotations

from pathlib import Path

from bangfu.site.web.machine import Machine

MACHINE = Machine(Path(__file__).parent / "moves.toml")
RULES, STATES = MACHINE.rules, MACHINE.states
FIRST = "begin"
UNDER_WAY = ("screening", "appraised", "posted")
ENDED = ("confirmed", "not_taken_in", "withdrawn")


def as_sql() -> str:
    """The moves as rows of the database."""
    return MACHINE.as_sql("identification_rule")
