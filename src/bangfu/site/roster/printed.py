"""Printed lists of assistance: read with every repair told, then put beside the roster; they only ever add."""

from __future__ import annotations

import csv
from dataclasses import asdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bangfu.facts.case import Case
from bangfu.facts.importing import Preview, apply, preview
from bangfu.facts.importing.layout import Layout, read_layout
from bangfu.facts.tables import LEVELS
from bangfu.facts.tongwei import RAW
from bangfu.regulation.codes import prefix_of
from bangfu.site.roster.changes import Op
from bangfu.site.roster.importing import Findings
from bangfu.site.roster.models import Place, new_id
from bangfu.site.roster.rows import ROSTER, Texts, place_said, standing

PLACE_COLUMNS = ("code", "name", "level", "parent", "tags", "area", "aliases")


@cache
def shipped_layouts() -> dict[str, Layout]:
    """The layouts that come along, by name."""
    return {path.stem: read_layout(path) for path in sorted(RAW.glob("*.toml"))}


def layout_file(name: str) -> Path:
    """The file of a layout that comes along."""
    return RAW / f"{name}.toml"


def read_printed(table: Path, layout: Path) -> tuple[Findings, Preview]:
    """What a printed list would add, and what was repaired to read it. Raises `BangfuError`."""
    county = read_layout(layout).county
    with TemporaryDirectory(prefix="bangfu-") as folder:
        townships, villages = Path(folder) / "townships.csv", Path(folder) / "villages.csv"
        _write_places(townships, [p for p in LEVELS if p != "village"], county)
        _write_places(villages, ["village"], county)
        found = preview(table, layout, townships)
        case = apply([found], table.stem, villages)
    return Findings(table.name, _ops(case)), found


def repairs_of(found: Preview) -> dict[str, Any]:
    """What was repaired, and the printed totals beside what was read, to be kept with the change."""
    return {"repairs": [asdict(r) for r in found.repairs], "totals": [asdict(t) for t in found.totals]}


def _write_places(path: Path, levels: list[str], county: str) -> None:
    """The places of the roster in the county and above it, as the importer wants them."""
    rows = standing("places")
    codes = {place_said(c) for c in Place.objects.filter(level__in=levels).values_list("code", flat=True)}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(PLACE_COLUMNS)
        for code, row in rows.items():
            if code in codes and (code.startswith(county) or county.startswith(prefix_of(code))):
                writer.writerow([row[c] for c in PLACE_COLUMNS])


def _ops(case: Case) -> list[Op]:
    """What is not there yet. Units are known by level and name, posts by who holds what where."""
    there = {table: standing(table) for table in ("places", "organisations", "posts")}
    units = {(r["level"], r["name"]): key for key, r in there["organisations"].items()}
    held = {_what(r) for r in there["posts"].values() if not r["end"]}
    ops = [
        Op("places", r["code"], None, r) for r in _rows(case, "places") if r["code"] not in there["places"]
    ]
    meant: dict[str, str] = {}
    for row in _rows(case, "organisations"):
        known = units.get((row["level"], row["name"]))
        meant[row["id"]] = known or new_id()
        if known is None:
            ops.append(Op("organisations", meant[row["id"]], None, {**row, "id": meant[row["id"]]}))
    for row in _rows(case, "posts"):
        post = {**row, "id": new_id(), "organisation": meant[row["organisation"]]}
        if _what(post) not in held:
            held.add(_what(post))
            ops.append(Op("posts", post["id"], None, post))
    return ops


def _what(post: Texts) -> tuple[str, str, str]:
    return post["role"], post["organisation"], post["place"]


def _rows(case: Case, table: str) -> list[Texts]:
    columns = list(ROSTER[table].columns)
    listed = case[table].select(columns).to_pylist()
    return [{c: "" if row[c] is None else str(row[c]) for c in columns} for row in listed]
