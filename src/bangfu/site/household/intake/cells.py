"""One row of a workbook: its cells as the file keeps them, and every cell that cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from bangfu.site.household.words import INTAKE
from bangfu.site.roster.id_numbers import is_valid, normal
from bangfu.site.web.masking import masked

COLUMNS: dict[str, dict[str, Any]] = INTAKE["column"]
MUST = ("village", "name", "relation")  # without these columns nobody can be filed
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})(?:[-/.月]?(\d{1,2}))?")
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


@dataclass
class Cells:
    """What one row says; `wrong` are column, code and what stands there."""

    texts: dict[str, str]
    birth: date | None = None
    id_number: str = ""
    relation: str = ""
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    home: dict[str, Any] = field(default_factory=dict[str, Any])
    wrong: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


def columns_of(heads: list[str]) -> dict[str, int]:
    """Where each column stands, by the usual headings; the first of two that mean the same."""
    told = ["".join(head.split()) for head in heads]
    found = {
        name: next((n for n, head in enumerate(told) if head in column["heads"]), None)
        for name, column in COLUMNS.items()
    }
    return {name: at for name, at in found.items() if at is not None}


def heading(column: str) -> str:
    """What a column is called."""
    return COLUMNS[column]["heads"][0] if column in COLUMNS else column


def read(row: list[str], at: dict[str, int]) -> Cells:
    """The cells of a row."""
    texts = {name: row[n].strip() if n < len(row) else "" for name, n in at.items()}
    cells = Cells(texts)
    for name in ("village", "name"):
        if not texts.get(name):
            cells.wrong.append((name, "missing_value", ""))
    if texts.get("household") and not _ID.fullmatch(texts["household"]):
        cells.wrong.append(("household", "intake_bad_id", texts["household"]))
    cells.relation = _code(cells, "relation", "relation") or ""
    cells.id_number = _number(cells, texts.get("id_number", ""))
    cells.birth = _birth(cells, texts.get("birth", ""))
    for name, text in texts.items():
        kind = COLUMNS[name]["of"]
        if kind != "row" and text:
            (cells.facts if kind == "member" else cells.home)[name] = _value(cells, name)
    return cells


def _value(cells: Cells, name: str) -> Any:
    column = COLUMNS[name]
    word = column.get("word")
    if word is None:
        return cells.texts[name][: column["most"]]
    if column.get("many"):
        parts = [p for p in re.split(r"[、,，;；\s]+", cells.texts[name]) if p]
        return [code for p in parts if (code := _meant(cells, name, word, p))]
    code = _meant(cells, name, word, cells.texts[name])
    return {"true": True, "false": False}.get(code) if word == "yes" else code


def _code(cells: Cells, name: str, word: str) -> str:
    text = cells.texts.get(name, "")
    if not text:
        cells.wrong.append((name, "missing_value", ""))
        return ""
    return _meant(cells, name, word, text)


def _meant(cells: Cells, name: str, word: str, text: str) -> str:
    code = _codes(word).get(text, "")
    if not code:
        cells.wrong.append((name, "intake_unknown_word", text[:40]))
    return code


@cache
def _codes(word: str) -> dict[str, str]:
    return {text: code for code, texts in INTAKE["word"][word].items() for text in texts}


def _number(cells: Cells, text: str) -> str:
    number = normal(text)
    if number and not is_valid(number):
        cells.wrong.append(("id_number", "bad_id_number", masked(number[:18], "id_number")))
        return ""
    return number


def _birth(cells: Cells, text: str) -> date | None:
    """As it is written; where nothing is, as the ID number says."""
    told = text or cells.id_number[6:14]
    found = _DAY.match(told)
    if not told:
        return None
    try:
        year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        cells.wrong.append(("birth", "intake_bad_day", told[:20]))
        return None
