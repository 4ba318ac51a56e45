"""Small situations written as TOML, laid out as case folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rtoml

from bangfu.facts.tables import TABLES

FOLDER = Path(__file__).parent / "cases"
KEYS = {
    "name", "clause", "regulation", "period", "as_of", "expect", "absent", "count", "totals", "error", "problems",
    "readings",
}  # fmt: skip


def situations() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every situation: its id, its document, and itself."""
    for path in sorted(FOLDER.glob("*.toml")):
        document = rtoml.loads(path.read_text(encoding="utf-8"))
        for number, case in enumerate(document["case"]):
            yield f"{path.stem}/{number}-{case['name']}", document, case


def lay_out(document: dict[str, Any], case: dict[str, Any], folder: Path) -> None:
    """Write the tables of a situation; one of its own replaces that of the roster."""
    own = {k: v for k, v in case.items() if k in TABLES}
    assert case.keys() <= KEYS | own.keys(), case.keys() - KEYS - own.keys()
    for name, text in (document.get("roster", {}) | own).items():
        (folder / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")
