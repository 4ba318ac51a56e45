"""Every verdict on the site is what the library says of the exported case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import bangfu
from bangfu.facts.writing import write_case
from bangfu.site.demo.county import STANDS_ON
from bangfu.site.duties.exporting import COLUMNS
from bangfu.site.duties.judge.judge import Judge
from bangfu.site.exchange import take
from bangfu.site.postgres import Cluster
from bangfu.verdict.lines import Line, lines

OF_THE_TABLE = """select regulation, clause, duty, role, person_id, organisation_id, place_text(place_id), household_id,
    counterpart, period_start::text, period_end::text, required, achieved, unit, status from duties_verdict"""
STATUSES = {"met", "open", "unmet", "judgement", "exempt"}
Rows = Callable[..., list[tuple[Any, ...]]]


def exported(cluster: Cluster, database: str, folder: Path) -> list[Line]:
    """What the library says of everything that the database holds, by way of files."""
    case = take.case_at(cluster.url("bangfu_judge", database))
    return list(lines(bangfu.evaluate(write_case(case, folder / "case"), STANDS_ON), "zh"))


def test_all_verdicts_equal_those_of_the_exported_case(
    cluster: Cluster, database: str, tmp_path: Path, rows: Rows
) -> None:
    said = [told(line) for line in exported(cluster, database, tmp_path)]
    kept = rows(OF_THE_TABLE)
    assert len(kept) > 1000
    assert {row[-1] for row in kept} == STATUSES
    assert sorted(map(repr, kept)) == sorted(map(repr, said))


def test_evidence_notes_and_readings_equal_them_too(
    cluster: Cluster, database: str, tmp_path: Path, rows: Rows, judge: Judge
) -> None:
    said = set(map(repr, exported(cluster, database, tmp_path)))
    numbers = [number for (number,) in rows("select number from duties_verdict where mod(number, 5) = 0")]
    ours = judge.lines(STANDS_ON, numbers, "zh").values()
    assert sum(1 for line in ours if line["evidence"]) > 100
    assert not [line for line in ours if repr(line) not in said]


def told(line: Line) -> tuple[Any, ...]:
    """A line of the library as the table keeps it."""
    *_, required, achieved, unit, status = (line[c] for c in COLUMNS)
    figures = (None if required is None else float(required), float(achieved))
    return (*(None if line[c] is None else str(line[c]) for c in COLUMNS[:-4]), *figures, unit, status)
