"""What a regulation says should follow, against small situations written from its words (tests/proposals)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rtoml

from bangfu.accountability.proposal import Line
from bangfu.api import propose
from bangfu.facts.tables import TABLES
from bangfu.regulation.packs import shipped

HERE = Path(__file__).parent
FOLDERS = (HERE / "proposals", HERE / "accountability" / "cases")
KEYS = frozenset({"name", "clause", "example", "as_of", "expect", "absent", "count", "why"})


def _all() -> Iterator[Any]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.toml")):
            document = rtoml.loads(path.read_text(encoding="utf-8"))
            for number, case in enumerate(document["case"]):
                id_ = f"{path.relative_to(folder).with_suffix('')}/{number}-{case['name']}"
                yield pytest.param(document, case, id=id_)


def proposed(document: dict[str, Any], case: dict[str, Any], folder: Path) -> list[Line]:
    """The lines of the document's regulations, judged beside all that are in force."""
    own = {k: v for k, v in case.items() if k in TABLES}
    assert case.keys() <= KEYS | own.keys(), case.keys() - KEYS - own.keys()
    for name, text in (document.get("roster", {}) | own).items():
        (folder / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")
    day: date = case.get("as_of") or document["as_of"]
    wanted = document.get("regulations") or [document["regulation"]]
    assert set(wanted) <= set(shipped())
    return [p.as_line("en") for p in propose(folder, day) if p.regulation in wanted]


def fits(line: Line, wanted: dict[str, Any]) -> bool:
    """Whether a line says all that is wanted of it."""
    for key, value in wanted.items():
        has = line[key]
        if key == "causes":
            has, value = frozenset(has), frozenset(value)  # noqa: PLW2901 -- in no order
        elif isinstance(value, date):
            value = value.isoformat()  # noqa: PLW2901 -- TOML knows dates
        if (has or "") != value:
            return False
    return True


@pytest.mark.parametrize(("document", "case"), list(_all()))
def test_the_words_say_what_follows(document: dict[str, Any], case: dict[str, Any], tmp_path: Path) -> None:
    lines = proposed(document, case, tmp_path)
    shown = "\n".join(str({k: v for k, v in line.items() if k != "note"}) for line in lines)
    for wanted in case.get("expect", []):
        assert sum(fits(line, wanted) for line in lines) == 1, f"{wanted}\n{shown}"
    for unwanted in case.get("absent", []):
        assert not any(fits(line, unwanted) for line in lines), f"{unwanted}\n{shown}"
    if "count" in case:
        assert len(lines) == case["count"], shown
