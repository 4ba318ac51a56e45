"""What may happen to a thing that is carried through states: a file of moves, which the database holds, too, as a table.

The database has the last word; what stands here lets pages show which moves there are, and what each needs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bangfu.site.web.words import tongue


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
    stands: bool | None = None  # of a finding, whether the fact stands after it; None: as before


class Machine:
    """The moves and states of a file, in its order."""

    def __init__(self, file: Path) -> None:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        self.rules: dict[str, Rule] = {row["code"]: _rule(row) for row in told["move"]}
        self.states: dict[str, dict[str, str]] = told["states"]

    @cached_property
    def by_owed(self) -> dict[str, frozenset[str]]:
        """Which states wait for whom."""
        owed = {said["owed"] for said in self.states.values() if "owed" in said}
        return {
            who: frozenset(s for s, said in self.states.items() if said.get("owed") == who) for who in owed
        }

    def words(self) -> tuple[Callable[[str], str], Callable[[str], str]]:
        """What says how a state and how a move is called in the reader's language; functions, which templates take as filters."""

        def state_word(code: str) -> str:
            said = self.states.get(code)
            return said[tongue()] if said else code

        def move_word(code: str) -> str:
            rule = self.rules.get(code)
            return getattr(rule, tongue()) if rule else code

        return state_word, move_word

    def as_sql(self, table: str) -> str:
        """The moves as rows of a table of the database."""
        rows = ",\n".join(
            f"('{r.code}', {_array(r.froms)}, '{r.to}', '{r.may}', {_array(r.unlike)}, {_array(r.needs)})"
            for r in self.rules.values()
        )
        return f"insert into {table} (code, froms, state, may, unlike, needs) values\n{rows};"


def _rule(row: dict[str, Any]) -> Rule:
    unlike, needs = frozenset(row.get("unlike", ())), frozenset(row.get("needs", ()))
    return Rule(
        row["code"], row["zh"], row["en"], frozenset(row["from"]), row["to"], row["may"], unlike, needs,
        row.get("stands"),
    )  # fmt: skip


def _array(words: frozenset[str]) -> str:
    return "array[" + ", ".join(f"'{word}'" for word in sorted(words)) + "]::text[]"
