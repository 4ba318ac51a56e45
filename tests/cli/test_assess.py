"""`bangfu assess`: refusals first, then lines, tables and rows of rankings."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.assessment.situations import lay_out, situations

AREAS = ("--scheme", "dachuan-2017-96-areas", "--year", "2018")


def situation(name: str, folder: Path) -> Path:
    document, case = next((d, c) for i, d, c in situations() if name in i)
    folder.mkdir()
    lay_out(document, case, folder)
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return situation("ranking/0-", tmp_path / "case")


def test_all_faults_of_a_case_are_told_and_nothing_is_answered(
    bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    bad = situation("all faults at once", tmp_path / "case")
    answer = bangfu("assess", bad, *AREAS, "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert [line.split(": ")[0] for line in answer.err.splitlines()] == [
        "checks.csv:2 [on]", "checks.csv:2 [result]", "surveys.csv:2 [place]", "surveys.csv:2 [answer]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--scheme", "dachuan", "--year", "2018"), "unknown_scheme"),
        (("--scheme", "dachuan-2017-96-areas", "--year", "18"), "bad_year"),
        (("--scheme", "dachuan-2017-96-areas", "--year", "0001"), "year_out_of_range"),
        (("--scheme", "dachuan-2017-96-areas", "--year", "2016"), "scheme_not_in_force"),
        ((*AREAS, "--as-of", "2018-02-30"), "no_such_day"),
        ((*AREAS, "--as-of", "2018-12-31", "--rankings"), "year_not_over"),
        (("--scheme", "gansu-2019-33-county", "--year", "2020", "--rankings"), "not_ranked"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    bangfu: Callable[..., Any], case: Path, words: tuple[str, ...], code: str
) -> None:
    answer = bangfu("assess", case, *words, "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert f"({code})" in answer.err


def test_a_line_a_body_with_its_indicators(bangfu: Callable[..., Any], case: Path) -> None:
    answer = bangfu("assess", case, *AREAS, "--format", "jsonl")
    assert answer.code == 0
    assert len(answer.rows) == 7  # five units, two townships
    line = answer.rows[-1] if answer.rows[-1]["organisation"] else answer.rows[0]
    assert line["organisation"] == "o1"
    assert [i["value"] for i in line["indicators"]] == ["9/10"] * 5
    assert (line["total"], line["rank"], line["ranked"]) == ("90", 1, 5)


def test_rankings_are_rows_that_a_case_may_hold(bangfu: Callable[..., Any], case: Path) -> None:
    answer = bangfu("assess", case, *AREAS, "--rankings", "--output", case / "rankings.csv")
    assert answer.code == 0
    with (case / "rankings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {
        "year": "2018", "subject_kind": "unit", "organisation": "o1", "place": "", "area": "东", "score": "90.0",
    }  # fmt: skip
    assert bangfu("assess", case, *AREAS, "--rankings", "--format", "jsonl").rows[0]["score"] == 90.0


def test_the_table_names_bodies_and_shows_fractions(bangfu: Callable[..., Any], case: Path) -> None:
    shown = bangfu("assess", case, *AREAS, "--format", "table").out
    assert "示例局一" in shown
    assert "files in order 9/10" in shown
    assert "1/5" in shown
    ranked = bangfu("assess", case, *AREAS, "--rankings", "--format", "table").out
    assert "90.0" in ranked


def test_a_spreadsheet_has_a_row_for_each_indicator(
    bangfu: Callable[..., Any], case: Path, tmp_path: Path
) -> None:
    assert bangfu("assess", case, *AREAS, "--output", tmp_path / "year.csv").code == 0
    with (tmp_path / "year.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7 * 5
    assert (rows[0]["indicator"], rows[0]["value"], rows[0]["counted"]) == (
        "cadres_in_place",
        "9/10",
        "o1-cadres_in_place",
    )
    assert bangfu("assess", case, *AREAS, "--output", tmp_path / "year.xlsx").code == 0
