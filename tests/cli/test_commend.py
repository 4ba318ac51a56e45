"""`bangfu commend`: refusals first, then lists, quotas, and the draft for publicity."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.incentives.situations import lay_out, situations

from bangfu.incentives.lines import COLUMNS

YEAR = ("--year", "2018")


def situation(name: str, folder: Path) -> Path:
    document, found = next((d, c) for i, d, c in situations() if name in i)
    folder.mkdir()
    lay_out(document, found, folder)
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three first secretaries, one of them with a district's comprehensive commendation and under a later bar."""
    return situation("the bar goes before the commendation", tmp_path / "case")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--year", "18"), "bad_year"),
        (("--year", "0001"), "year_out_of_range"),
        ((*YEAR, "--as-of", "2018-02-30"), "no_such_day"),
        ((*YEAR, "--as-of", "2017-12-31"), "year_not_begun"),
        ((*YEAR, "--regulation", "dachuan"), "unknown_regulation"),
        ((*YEAR, "--publicity", "x9"), "unknown_reference"),
        ((*YEAR, "--publicity", "x1", "--as-of", "2018-01-14"), "unknown_reference"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    bangfu: Callable[..., Any], case: Path, words: tuple[str, ...], code: str
) -> None:
    answer = bangfu("commend", case, *words, "--format", "jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert f"({code})" in answer.err


def test_an_appointment_is_not_publicised(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    appointed = situation("an appointment made since", tmp_path / "case")
    answer = bangfu("commend", appointed, *YEAR, "--publicity", "x1")
    assert (answer.code, answer.out) == (2, "")
    assert "(not_publicised)" in answer.err


def test_every_line_has_the_same_columns_in_the_documents_order(
    bangfu: Callable[..., Any], case: Path
) -> None:
    answer = bangfu("commend", case, *YEAR, "--format", "jsonl")
    assert answer.code == 0
    assert all(tuple(line) == COLUMNS for line in answer.rows)
    clauses = [r["clause"] for r in answer.rows if r["part"] in ("candidate", "quota", "figure", "told")]
    assert clauses == sorted(clauses)
    assert {"candidate", "quota", "figure", "told", "without"} <= {r["part"] for r in answer.rows}


def test_another_documents_lists_are_not_shown(bangfu: Callable[..., Any], case: Path) -> None:
    words = (*YEAR, "--regulation", "gansu-2019-33", "--format", "jsonl")
    assert bangfu("commend", case, *words).rows == []
    assert "Nothing to list" in bangfu("commend", case, *words[:-1], "table").out


def test_the_table_names_people_and_figures(bangfu: Callable[..., Any], case: Path) -> None:
    shown = bangfu("commend", case, *YEAR, "--format", "table", "--limit", "100").out
    assert "第一书记一" in shown
    assert "at most" in shown


def test_a_draft_tells_what_the_records_say(bangfu: Callable[..., Any], case: Path) -> None:
    grants = "id,kind,category,person,level,granted_on,granted_by,number,regulation\n"
    grants += (
        "x1,commendation,first_secretary,s1,county,2018-01-15,示例区委,示例委〔2018〕3号,dachuan-2017-96\n"
    )
    (case / "grants.csv").write_text(grants, encoding="utf-8")
    draft = bangfu("commend", case, *YEAR, "--publicity", "x1").out
    assert "对象：第一书记一（示例局）" in draft
    assert "任职：甲一村第一书记，2018年1月1日至2018年12月31日" in draft
    assert "优秀第一书记（2018年度）" in draft
    assert "授予：示例区委，2018年1月15日" in draft
    assert "决定文号：示例委〔2018〕3号" in draft
    assert "（达川委办〔2017〕96号）四/2" in draft
    assert "【先复核】" not in draft


def test_a_draft_says_what_is_not_recorded_and_what_must_be_reviewed_first(
    bangfu: Callable[..., Any], tmp_path: Path
) -> None:
    touched = situation("an honour of the year, given before the bar", tmp_path / "case")
    draft = bangfu("commend", touched, *YEAR, "--publicity", "x1").out
    assert draft.startswith("【先复核】")
    assert "d1" in draft.splitlines()[0]
    assert "决定文号：（未填）" in draft
    assert "依据条款：（未填）" in draft
    before = bangfu("commend", touched, *YEAR, "--as-of", "2018-05-31", "--publicity", "x1").out
    assert before.startswith("宣传稿")


def test_a_draft_for_a_unit(bangfu: Callable[..., Any], case: Path) -> None:
    grants = "id,kind,category,organisation,granted_on\nx1,commendation,assisting_unit,o1,2018-01-15\n"
    (case / "grants.csv").write_text(grants, encoding="utf-8")
    draft = bangfu("commend", case, *YEAR, "--publicity", "x1").out
    assert "对象：示例局\n" in draft
    assert "甲一村帮扶单位" in draft
    assert "优秀帮扶单位" in draft
