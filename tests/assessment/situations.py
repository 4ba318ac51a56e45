"""Small situations written as TOML, laid out as case folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rtoml

from bangfu.assessment.scheme import scheme
from bangfu.facts.tables import TABLES

FOLDER = Path(__file__).parent / "cases"
KEYS = {
    "name", "clause", "scheme", "year", "as_of", "area", "readings", "five", "expect", "absent", "count",
    "ranking_rows", "no_rankings", "error", "problems",
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
    tables = document.get("roster", {}) | own
    if "five" in case:
        tables["figures"] = figures(case["five"], case.get("scheme", document["scheme"]), document)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")


def figures(rates: dict[str, str], scheme_id: str, document: dict[str, Any]) -> str:
    """`rates` as figures: of each unit (or unit@area) one fraction for each indicator, "-" for none."""
    rows = ["id,indicator,year,organisation,area,numerator,denominator,evidence"]
    for subject, written in rates.items():
        unit, _, area = subject.partition("@")
        codes = [i.code for i in scheme(scheme_id).indicator]
        for code, rate in zip(codes, written.split(), strict=True):
            if rate != "-":
                above, below = rate.split("/")
                where = area or document["area"]
                rows.append(
                    f"{subject}-{code},{code},{document['year']},{unit},{where},{above},{below},示例表"
                )
    return "\n".join(rows)
