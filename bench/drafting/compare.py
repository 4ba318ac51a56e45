"""Candidates beside provisions: the same clause, number, unit and period, each provision taken once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bangfu.regulation.drafting.candidate import Draft

MEASURABLE = ("duty_count", "duty_days", "duty_coverage")
FOLLOWS = ("consequence", "joint_liability")
Line = dict[str, Any]


@dataclass
class Compared:
    """The figures of one document, and the lines behind them."""

    wanted: int = 0
    found: int = 0
    exact: int = 0
    sanctions: int = 0
    sanctions_found: int = 0
    proposed: int = 0
    missed: list[str] = field(default_factory=list)
    inexact: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def provisions(path: Path) -> list[Line]:
    """The provisions of an inventory, each with its clause."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [{**line, "clause": _clause(line["id"].split("/", 1)[1].rsplit("/", 1)[0])} for line in lines]


def _clause(text: str) -> str:
    return text.replace("（", "(").replace("）", ")")


def wanted(line: Line) -> bool:
    """Whether a provision states a number of its own that a draft must find."""
    quantity = line.get("quantity") or {}
    told = (
        quantity.get("basis", "stated") == "stated" and quantity.get("min", quantity.get("max")) is not None
    )
    if line["kind"] in MEASURABLE:
        return told
    said = line.get("quote") or line["action"]
    number = quantity.get("min") or quantity.get("max")
    return (
        line["kind"] == "duty_structural"
        and told
        and bool(re.search(rf"{number}{re.escape(quantity['unit'])}", said))
    )


def compared(found: Draft, inventory: list[Line]) -> Compared:
    """Every wanted provision looked for, and every proposal borne out or not."""
    result, drafts = Compared(), [c.as_dict() for c in found.candidates]
    duties = [d for d in drafts if d["kind"] == "duty"]
    free = list(duties)
    for line in inventory:
        if wanted(line):
            _look(line, free, result)
        elif line["kind"] in FOLLOWS and "quantity" in line:
            result.sanctions += 1
            result.sanctions_found += any(_rung(d, line) for d in drafts)
    result.proposed = len(drafts)
    result.wrong = [_shown(d) for d in drafts if not _borne_out(d, inventory)]
    return result


def _look(line: Line, free: list[Line], result: Compared) -> None:
    result.wanted += 1
    here = [d for d in free if _same_clause(d, line) and _same_number(d, line["quantity"])]
    best = sorted(here, key=lambda d: (not _exact(d, line["quantity"]), not _same_actor(d, line)))
    if not best:
        result.missed.append(f"{line['id']} {line['action']} {line['quantity']}")
        return
    result.found += 1
    free.remove(best[0])
    if _exact(best[0], line["quantity"]):
        result.exact += 1
    else:
        result.inexact.append(f"{_shown(best[0])} <> {line['quantity']}")


def _same_clause(d: Line, line: Line) -> bool:
    mine, theirs = _clause(d["clause"]), line["clause"]
    return (
        mine == theirs
        or mine.startswith(f"{theirs}/")
        or theirs.startswith(f"{mine}/")
        or theirs.rstrip("首尾引123456789p/款一二") == mine
    )


def _same_number(d: Line, quantity: Line) -> bool:
    return all(_near(d[end], quantity.get(end)) for end in ("min", "max"))


def _near(mine: float | None, theirs: float | None) -> bool:
    return mine == theirs or (mine is not None and theirs is not None and abs(mine - theirs) < 1e-5)


def _exact(d: Line, quantity: Line) -> bool:
    unit, theirs = d["unit"] or "", quantity["unit"] or ""
    alike = (
        unit == theirs
        or theirs.startswith(unit)
        or {unit, theirs} <= {"名", "人"}
        or {unit, theirs} == {"遍", "%"}
    )
    return _same_number(d, quantity) and alike and d["per"] == quantity["per"]


def _same_actor(d: Line, line: Line) -> bool:
    return bool(d["actor"]) and (d["actor"] in line["actor"] or line["actor"] in d["actor"])


def _rung(d: Line, line: Line) -> bool:
    quantity, due = line["quantity"], d["deadline"] or {}
    here = d["kind"] == "sanction" and _same_clause(d, line)
    return here and (_near(d["min"], quantity["min"]) or due.get("value") == quantity["min"])


def _borne_out(d: Line, inventory: list[Line]) -> bool:
    here = [line for line in inventory if _same_clause(d, line)]
    if d["kind"] == "sanction":
        return any(line["kind"] in (*FOLLOWS, "prohibition") for line in here)
    if d["kind"] == "deadline":
        return any(line.get("deadline") for line in here)
    return any(_exact(d, q) for line in here if (q := line.get("quantity")))


def _shown(d: Line) -> str:
    keys = ("clause", "kind", "actor", "action", "comparator", "min", "max", "unit", "per", "confidence")
    return " | ".join(str(d[k]) for k in keys)
