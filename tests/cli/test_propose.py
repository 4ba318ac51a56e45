"""`bangfu propose`: refusals first, then the lines of the exchange format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TABLES = {
    "places": "code,name,level,parent\n511703,示例区,county,\n511703101,甲乡,township,511703\n511703101201,甲村,village,511703101\n",
    "organisations": "id,name,level,place\no1,示例局,county,511703\n",
    "people": "id,name,organisation\np1,示例一,o1\n",
    "posts": "id,role,person,organisation,place,start,end\na1,first_secretary,p1,o1,511703101201,2017-01-01,\n",
    "findings": "id,kind,on,person,organisation,place,source,level,verified\n"
    "f1,unexcused_absence,2017-10-09,p1,,511703101201,inspection,county,yes\n",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_all_faults_of_a_case_are_told_and_nothing_is_proposed(
    bangfu: Callable[..., Any], case: Path
) -> None:
    bad = TABLES["findings"].replace("unexcused_absence", "absense").replace("verified\n", "verified,state\n")
    (case / "findings.csv").write_text(bad.replace(",yes\n", ",yes,maybe\n"), encoding="utf-8")
    answer = bangfu("propose", case, "--as-of", "2018-02-01", "--format", "jsonl")
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 2
    assert "findings.csv:2 [kind]" in answer.err
    assert "findings.csv:2 [state]" in answer.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--as-of", "2018-02-30"], "no_such_day"),
        (["--as-of", "2018-02-01", "--regulation", "dachuan"], "unknown_regulation"),
    ],
)
def test_what_is_not_there_is_refused(
    bangfu: Callable[..., Any], case: Path, words: list[str], code: str
) -> None:
    answer = bangfu("propose", case, *words)
    assert answer.code == 2
    assert f"({code})" in answer.err


def test_a_line_has_the_keys_of_the_exchange_format(bangfu: Callable[..., Any], case: Path) -> None:
    answer = bangfu("propose", case, "--as-of", "2018-02-01", "--format", "jsonl")
    assert answer.code == 0
    line = answer.rows[0]
    assert json.dumps({k: v for k, v in line.items() if k not in ("reading", "note")}) == json.dumps(
        {
            "regulation": "dachuan-2017-96",
            "clause": "三(二)/1",
            "person": "p1",
            "organisation": "o1",
            "measure": "allowance_cancelled",
            "conducted_by": "county_committee",
            "from": "2017-10-01",
            "to": "2017-10-31",
            "causes": ["f1"],
        }
    )
    assert list(line)[-2:] == ["reading", "note"]
    assert "A06" in line["reading"].split()
    assert len(answer.rows) == 1


def test_only_the_regulation_asked_for_is_shown(bangfu: Callable[..., Any], case: Path) -> None:
    answer = bangfu(
        "propose", case, "--as-of", "2018-02-01", "--regulation", "gansu-2019-33", "--format", "jsonl"
    )
    assert (answer.code, answer.rows) == (0, [])


def test_the_table_names_people_and_measures(bangfu: Callable[..., Any], case: Path) -> None:
    answer = bangfu("propose", case, "--as-of", "2018-02-01", "--format", "table")
    assert "示例一" in answer.out
    assert "allowance cancelled 1" in answer.out
    empty = bangfu("propose", case, "--as-of", "2017-02-01", "--format", "table")
    assert "Nothing to propose" in empty.out
