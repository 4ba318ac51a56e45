"""The moves of a case as `moves.toml` tells them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bangfu.accountability.whereabouts import HEADS
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
OVER = ("dropped", "fallen")  # such a case was given up, and its proposal can be taken up again
ENDED = ("dropped", "refused", "annulled", "fallen")
OF_THE_UNIT: frozenset[str] = frozenset(_told("bodies")["of_the_unit"])
_MEASURES = _told("measures")
WEIGHTS: dict[str, int] = {m: weight for weight, line in enumerate(_MEASURES["order"]) for m in line}
WORDS: dict[str, tuple[str, ...]] = {
    "lasts": tuple(_MEASURES["lasts"]),
    "begins_within": (_MEASURES["begins_within"],),
    "of_the_unit": tuple(sorted(OF_THE_UNIT)),
    "head": HEADS,
}


def as_sql() -> str:
    """The moves, how heavy measures are, and the words that rules ask for, as rows of the database."""
    rows = ", ".join(f"('{measure}', {weight})" for measure, weight in WEIGHTS.items())
    words = ", ".join(f"('{what}', '{word}')" for what, said in WORDS.items() for word in said)
    return f"""{MACHINE.as_sql("cases_rule")}
insert into cases_weight (measure, weight) values {rows};
insert into cases_word (what, says) values {words};"""
