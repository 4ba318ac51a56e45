"""The schemes that come along, as `schemes/*.toml` tell them: what a regulation gives of each, and no more."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bangfu.site.web.words import tongue


@dataclass(frozen=True)
class Template:
    """A scheme before a county filled it. `counts`: how many items each list has to have; none of a list that is not asked."""

    code: str
    zh: str
    en: str
    regulation: str
    clause: str
    kind: str
    household: str  # the kind of the household that a confirmation makes; empty: none of its own
    counts: dict[str, int]

    def __str__(self) -> str:
        return getattr(self, tongue())

    @property
    def lists(self) -> dict[str, int]:
        """The lists that are asked, with the number of their items."""
        return {name: count for name, count in self.counts.items() if count}


@cache
def templates() -> dict[str, Template]:
    """All of them, by code."""
    files = sorted((Path(__file__).parent / "schemes").glob("*.toml"))
    found = (_read(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)
    return {template.code: template for template in found}


def as_sql() -> str:
    """The same as rows of the database."""
    rows = ",\n".join(
        f"('{t.code}', '{t.kind}', '{t.household}', {t.counts['looks']}, {t.counts['priorities']}, {t.counts['ins']}, "
        f"{t.counts['outs']})"
        for t in templates().values()
    )
    return f"insert into identification_template (code, kind, household, looks, priorities, ins, outs) values\n{rows};"


def _read(told: dict[str, Any]) -> Template:
    counts = {name: each["count"] for name, each in told["lists"].items()}
    words = told["title"]
    return Template(
        told["code"], words["zh"], words["en"], told["regulation"], told["clause"], told["kind"], told["household"], counts
    )  # fmt: skip
