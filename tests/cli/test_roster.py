"""`bangfu roster check`, `import`, `convert`, `simulate`, `board`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema

from bangfu.facts.reading import read_case
from bangfu.facts.tongwei import NATIONAL_CODES, RAW, VARIANTS

DEFECT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["defect", "file", "ids", "note"],
    "properties": {
        "defect": {"type": "string", "pattern": "^[a-z_]+$"},
        "file": {"type": "string"},
        "ids": {"type": "array", "items": {"type": "string"}},
        "note": {"type": "string"},
    },
}


def test_defects_are_lines_and_no_fault(bangfu: Callable[..., Any], county: Path) -> None:
    answer = bangfu("roster", "check", county, "--format", "jsonl")
    assert answer.code == 0
    for row in answer.rows:
        jsonschema.validate(row, DEFECT)
    found = [r for r in answer.rows if r["defect"] == "household_without_helper"]
    assert [r["ids"] for r in found] == [["h3"]]


def test_a_damaged_case_is_listed_too(bangfu: Callable[..., Any], county: Path, tmp_path: Path) -> None:
    bad = Path(shutil.copytree(county, tmp_path / "bad"))
    text = (bad / "posts.csv").read_text(encoding="utf-8")
    (bad / "posts.csv").write_text(text.replace("s7,township_government", "s7,mayor"), encoding="utf-8")
    answer = bangfu("roster", "check", bad, "--format", "jsonl")
    assert answer.code == 0
    assert "unknown_code" in {r["defect"] for r in answer.rows}


def test_a_printed_list_is_previewed_before_it_becomes_a_case(
    bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    assert "(missing_argument)" in bangfu("import", RAW, "--out", tmp_path / "made").err
    assert not (tmp_path / "made").exists()
    answer = bangfu("import", RAW, "--format", "jsonl")
    assert answer.code == 0
    assert {"file", "row", "column", "kind", "before", "after", "note"} == set(answer.rows[0])
    words = ("--codes", NATIONAL_CODES, "--variants", VARIANTS, "--out", tmp_path / "made")
    assert bangfu("import", RAW, "--format", "jsonl", *words).code == 0
    assert read_case(tmp_path / "made")["posts"].num_rows > 200


def test_a_case_converts_and_reads_back_the_same(
    bangfu: Callable[..., Any], county: Path, tmp_path: Path
) -> None:
    first = read_case(county)
    for name in ("made.xlsx", "made-csv"):
        assert bangfu("convert", county, "--out", tmp_path / name).code == 0
        again = read_case(tmp_path / name)
        assert all(again[t].equals(first[t]) for t in first.tables), name


def test_a_foreign_folder_is_not_overwritten(
    bangfu: Callable[..., Any], county: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert "(foreign_folder)" in bangfu("convert", county, "--out", tmp_path).err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_simulated_ledger_evaluates(bangfu: Callable[..., Any], county: Path, tmp_path: Path) -> None:
    words = (
        "simulate",
        county,
        "--from",
        "2020-01-01",
        "--to",
        "2020-03-31",
        "--seed",
        3,
        "--out",
        tmp_path / "made",
    )
    answer = bangfu(*words)
    assert answer.code == 0, answer.err
    assert "Synthetic" in answer.out
    assert bangfu("evaluate", tmp_path / "made", "--as-of", "2020-03-31", "--format", "jsonl").rows


def test_the_board_is_shown_and_written(bangfu: Callable[..., Any], county: Path, tmp_path: Path) -> None:
    answer = bangfu("board", county, "--as-of", "2020-12-31", "--out", tmp_path / "out")
    assert answer.code == 0, answer.err
    assert "Synthetic data" in answer.out
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["board.html", "board.xlsx"]
