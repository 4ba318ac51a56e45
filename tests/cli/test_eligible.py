"""`bangfu eligible`: refusals first, then the lines and the table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.incentives.situations import lay_out, situations

WHO = ("--person", "p1", "--for", "promotion")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A cadre who may not be promoted for six months from 10 November 2017."""
    document, found = next((d, c) for i, d, c in situations() if "six months from the decision" in i)
    folder = tmp_path / "case"
    folder.mkdir()
    lay_out(document, found, folder)
    return folder


def test_all_faults_of_a_case_are_told_and_nothing_is_answered(
    bangfu: Callable[..., Any], case: Path
) -> None:
    bad = "id,measure,person,decided_on,state\nd1,award_ban,p1,2018-02-30,confirmed\n"
    (case / "decisions.csv").write_text(bad, encoding="utf-8")
    answer = bangfu("eligible", case, *WHO, "--on", "2018-02-01", "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert [line.split(": ")[0] for line in answer.err.splitlines()] == [
        "decisions.csv:2 [measure]", "decisions.csv:2 [decided_on]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*WHO, "--on", "2018-02-30"), "no_such_day"),
        ((*WHO, "--on", "2018-02-01", "--year", "18"), "bad_year"),
        ((*WHO, "--on", "2018-02-01", "--year", "2019"), "year_not_begun"),
        ((*WHO, "--on", "2018-02-01", "--regulation", "dachuan"), "unknown_regulation"),
        (("--person", "p1", "--for", "praise", "--on", "2018-02-01"), "unknown_purpose"),
        (("--person", "p9", "--for", "award", "--on", "2018-02-01"), "unknown_reference"),
        (("--person", "o1", "--for", "award", "--on", "2018-02-01"), "unknown_reference"),
        (("--organisation", "p1", "--for", "award", "--on", "2018-02-01"), "unknown_reference"),
        (("--for", "award", "--on", "2018-02-01"), "who_is_asked"),
        ((*WHO, "--organisation", "o1", "--on", "2018-02-01"), "who_is_asked"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    bangfu: Callable[..., Any], case: Path, words: tuple[str, ...], code: str
) -> None:
    answer = bangfu("eligible", case, *words, "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert f"({code})" in answer.err


def test_a_bar_is_told_with_its_clause_its_decision_its_days_and_its_end(
    bangfu: Callable[..., Any], case: Path
) -> None:
    answer = bangfu("eligible", case, *WHO, "--on", "2018-05-09", "--format", "jsonl")
    assert answer.code == 0
    line = answer.rows[0]
    assert (line["answer"], line["regulation"], line["person"]) == ("no", None, "p1")
    assert line["bars"] == [
        {
            "decision": "d1",
            "regulation": "dachuan-2017-96",
            "clause": "三(二)/1/g",
            "measure": "promotion_bar",
            "decided_on": "2017-11-10",
            "from": "2017-11-10",
            "to": "2018-05-09",
            "ends": "by_clause",
        }
    ]
    assert "until 2018-05-09 by the clause" in line["note"]
    assert (
        bangfu("eligible", case, *WHO, "--on", "2018-05-10", "--format", "jsonl").rows[0]["answer"] == "yes"
    )


def test_only_the_incentives_of_the_regulation_asked_for(bangfu: Callable[..., Any], case: Path) -> None:
    words = (*WHO, "--on", "2018-05-09", "--format", "jsonl")
    whole = bangfu("eligible", case, *words).rows
    asked = bangfu("eligible", case, *words, "--regulation", "gansu-2019-33").rows
    assert {r["regulation"] for r in whole} == {None, "dachuan-2017-96"}
    assert [(r["regulation"], r["answer"]) for r in asked] == [(None, "no")]


def test_the_table_and_the_spreadsheet(bangfu: Callable[..., Any], case: Path, tmp_path: Path) -> None:
    shown = bangfu("eligible", case, *WHO, "--on", "2018-05-09", "--format", "table").out
    assert "示例一" in shown
    assert "no" in shown
    assert all(word in shown for word in ("Priority", "renewed", "postings"))
    unit = ("--organisation", "o1", "--for", "commendation", "--on", "2018-05-09")
    assert bangfu("eligible", case, *unit, "--output", tmp_path / "unit.csv").code == 0
    with (tmp_path / "unit.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(r["organisation"], r["category"], r["answer"]) for r in rows] == [
        ("o1", "assisting_unit", "yes")
    ]


def test_a_bar_in_a_spreadsheet_is_its_decision(
    bangfu: Callable[..., Any], case: Path, tmp_path: Path
) -> None:
    words = ("eligible", case, *WHO, "--on", "2018-05-09", "--output")
    assert bangfu(*words, tmp_path / "one.csv").code == 0
    with (tmp_path / "one.csv").open(encoding="utf-8") as file:
        first = next(csv.DictReader(file))
    assert (first["bars"], first["answer"]) == ("d1", "no")
    assert bangfu(*words, tmp_path / "one.xlsx").code == 0
