"""Small situations written as TOML, laid out as case folders, and asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import rtoml

from bangfu.api import commend, eligible
from bangfu.facts.tables import TABLES
from bangfu.regulation.packs import shipped

FOLDER = Path(__file__).parent / "cases"
KEYS = {"name", "clause", "regulation", "readings", "eligible", "commend", "problems", "pool", "july_first"}
ASKED = {"who", "for", "on", "year", "as_of", "only"}  # of a question; the rest is what its answer must say
GRANTS = "id,kind,category,person,level,granted_on,year\n"

Line = dict[str, Any]


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
    tables = document.get("roster", {}) | pool(case.get("pool", {})) | own
    if "july_first" in case:
        tables["grants"] = tables.get("grants", GRANTS) + july_first(case["july_first"])
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text.lstrip(), encoding="utf-8")


def pool(wanted: dict[str, list[Any]]) -> dict[str, str]:
    """So many first secretaries of a kind of staff, in post since before the year: `s = [47, "civil_servant"]`."""
    ids = [(f"{letter}{n}", kind) for letter, (count, kind) in wanted.items() for n in range(1, count + 1)]
    people = "".join(f"{id_},{kind}\n" for id_, kind in ids)
    posts = "".join(f"a{id_},first_secretary,{id_},511703101201,2017-10-01,\n" for id_, _ in ids)
    heads = {"people": "id,staff_type\n", "posts": "id,role,person,place,start,end\n"}
    return {"people": heads["people"] + people, "posts": heads["posts"] + posts} if ids else {}


def july_first(wanted: dict[str, int]) -> str:
    """So many awards of 1 July by category; `ordinary` are those that are not for assistance."""
    found = [category for category, count in wanted.items() for _ in range(count)]
    return "".join(
        f"j{n},july_first,{'' if c == 'ordinary' else c},s1,county,2018-07-01,2018\n"
        for n, c in enumerate(found)
    )


def may(folder: Path, question: dict[str, Any]) -> list[Line]:
    """The lines that answer one question about somebody."""
    day: date = question["on"]
    told = eligible(folder, question["who"], question["for"], day, question.get("year"))
    return [t.line("en") for t in told]


def lists(folder: Path, question: dict[str, Any]) -> list[Line]:
    """The lists of a year."""
    wanted = [shipped()[i] for i in question["only"]] if "only" in question else None
    return [t.line("en") for t in commend(folder, question["year"], question.get("as_of"), wanted)]


def fitting(lines: list[Line], wanted: dict[str, Any]) -> list[Line]:
    """The lines that say all that is wanted; `bars` are the ids of decisions, `to` and `ends` those of the first bar."""
    return [line for line in lines if all(_says(line, k, v) for k, v in wanted.items())]


def _says(line: Line, key: str, wanted: Any) -> bool:
    first: dict[str, Any] = line["bars"][0] if line["bars"] else {}
    found = {
        "who": line["person"] or line["organisation"],
        "bars": [b["decision"] for b in line["bars"]],
        "from": first.get("from"),
        "to": first.get("to"),
        "ends": first.get("ends"),
    }
    if key == "note_has":
        return wanted in line["note"]
    has = found.get(key, line.get(key))
    wanted = wanted.isoformat() if isinstance(wanted, date) else wanted
    return (has is None and wanted == "") or has == wanted
