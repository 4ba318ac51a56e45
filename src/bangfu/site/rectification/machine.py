"""The moves of a finding as `moves.toml` tells them. The database holds the same table, and has the last word."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TOLD = tomllib.loads((Path(__file__).parent / "moves.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Rule:
    """One kind of move."""

    code: str
    zh: str
    en: str
    froms: frozenset[str]
    to: str
    may: str
    unlike: frozenset[str]
    needs: frozenset[str]
    stands: bool | None  # whether the fact stands after it; None: as before


def _rule(row: dict[str, Any]) -> Rule:
    unlike, needs = frozenset(row.get("unlike", ())), frozenset(row.get("needs", ()))
    return Rule(
        row["code"], row["zh"], row["en"], frozenset(row["from"]), row["to"], row["may"], unlike, needs,
        row.get("stands"),
    )  # fmt: skip


RULES: dict[str, Rule] = {row["code"]: _rule(row) for row in TOLD["move"]}
STATES: dict[str, dict[str, str]] = TOLD["states"]
BODY_OWES = frozenset(s for s, said in STATES.items() if said.get("owed") == "body")
OFFICE_OWES = frozenset(s for s, said in STATES.items() if said.get("owed") == "office")
OPEN = BODY_OWES | OFFICE_OWES
FIRST = "draft"


@cache
def as_sql() -> str:
    """The rules as rows of the database."""
    rows = ",\n".join(
        f"('{r.code}', {_array(r.froms)}, '{r.to}', '{r.may}', {_array(r.unlike)}, {_array(r.needs)})"
        for r in RULES.values()
    )
    return f"insert into rectification_rule (code, froms, state, may, unlike, needs) values\n{rows};"


def standing_as_sql() -> str:
    """Which moves make a fact stand, or stand no longer, as the database holds it beside the rules."""
    rows = ", ".join(f"('{r.code}', {str(r.stands).lower()})" for r in RULES.values() if r.stands is not None)
    return f"update rectification_rule r set stands = v.stands from (values {rows}) v (code, stands) where r.code = v.code;"


def _array(words: frozenset[str]) -> str:
    return "array[" + ", ".join(f"'{word}'" for word in sorted(words)) + "]::text[]"
