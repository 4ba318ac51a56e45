"""Makes the shipped case and its two side tables out of the raw tables: `python -m bangfu.facts.tongwei.build`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bangfu.facts.case import Case
from bangfu.facts.importing import Preview, apply, preview_folder
from bangfu.facts.tongwei import HERE, NATIONAL_CODES, RAW, VARIANTS
from bangfu.facts.writing import write_case


def build(folder: Path = HERE) -> Case:
    """Write `case/`, `unknown_rows.csv` and `supervision.csv` into a folder and return the case."""
    previews = preview_folder(RAW)
    case = apply(previews, "tongwei-2018", NATIONAL_CODES, VARIANTS)
    write_case(case, folder / "case")
    _write(folder / "unknown_rows.csv", ("file", "row", "township", "place", "lead_unit"), _unknown(previews))
    _write(
        folder / "supervision.csv", ("committee", "lead_unit", "township", "place"), _supervision(previews)
    )
    return case


def _unknown(previews: Iterable[Preview]) -> list[Sequence[object]]:
    """The rows whose unit and village the source has lost; they are counted, never filled in."""
    return [(p.file, r.row, r.township, r.place, r.lead_unit) for p in previews for r in p.lost]


def _supervision(previews: Iterable[Preview]) -> list[Sequence[object]]:
    rows = [r for p in previews if p.layout.index("committee") is not None for r in p.rows]
    return [(r.committee, r.lead_unit, r.township, r.place) for r in rows]


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
