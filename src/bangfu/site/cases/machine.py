"""The moves of a case as `moves.toml` tells them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bangfu.site.web.machine import Machine

_HERE = Path(__file__).parent


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


MACHINE = Machine(_HERE / "moves.toml")
RULES, STATES = MACHINE.rules, MACHINE.states
FIRST = "open"
DECISIONS = ("confirm", "lighten", "refuse")
REVIEWS = ("uphold", "grant_part", "grant")
STANDING = ("decided", "in_effect", "carried_out", "under_review")  # a decision that binds, disputed or not
ENDED = ("dropped", "refused", "annulled", "fallen")
OF_THE_UNIT: frozenset[str] = frozenset(_told("bodies")["of_the_unit"])
WEIGHTS: dict[str, int] = {m: weight for weight, line in enumerate(_told("measures")["order"]) for m in line}


def as_sql() -> str:
    """The moves, and how heavy measures are, as rows of the database."""
    rows = ", ".join(f"('{measure}', {weight})" for measure, weight in WEIGHTS.items())
    return f"{MACHINE.as_sql('cases_rule')}\ninsert into cases_weight (measure, weight) values {rows};"
