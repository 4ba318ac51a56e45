"""`bangfu evaluate`, `explain` and `what-if`: refusals first, then the lines of the exchange format."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import python_calamine

from bangfu.regulation.packs import shipped

DAY = "2020-12-31"
TEXT, ID = {"type": "string"}, {"type": ["string", "null"]}
NUMBER, DATE = {"type": ["number", "null"]}, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
LINE = {
    "type": "object",
    "properties": {
        "regulation": TEXT, "clause": TEXT, "duty": TEXT, "role": TEXT, "person": ID, "organisation": ID, "place": ID,
        "household": ID, "counterpart": ID, "period_start": DATE, "period_end": DATE, "required": NUMBER,
        "achieved": {"type": "number"}, "unit": TEXT, "evidence": {"type": "array", "items": TEXT}, "note": TEXT,
        "status": {"enum": ["met", "open", "unmet", "judgement", "exempt"]},
    },
}  # fmt: skip
LINE["required"] = list(LINE["properties"])


def test_all_faults_of_a_case_are_told_and_nothing_is_written(
    bangfu: Callable[..., Any], county: Path, tmp_path: Path
) -> None:
    bad = Path(shutil.copytree(county, tmp_path / "bad"))
    text = (bad / "activities.csv").read_text(encoding="utf-8")
    (bad / "activities.csv").write_text(
        text.replace("2020-02-02", "2020-02-31").replace("a9,team", "a8,team"), encoding="utf-8"
    )
    answer = bangfu("evaluate", bad, "--as-of", DAY, "--output", tmp_path / "out.csv")
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 2
    assert "activities.csv:2 [on]" in answer.err
    assert "(duplicate)" in answer.err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [("--role", "helpers", "unknown_code"), ("--place", "平襄", "unknown_place"), ("--place", "62", None)],
)
def test_unknown_filters_are_told(
    bangfu: Callable[..., Any], county: Path, option: str, value: str, code: str | None
) -> None:
    answer = bangfu("evaluate", county, "--as-of", DAY, option, value)
    assert answer.code == (2 if code else 0)
    assert code is None or f"({code})" in answer.err


def test_output_that_cannot_be_written_is_told(
    bangfu: Callable[..., Any], county: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "(file_is_folder)" in bangfu("evaluate", county, "--as-of", DAY, "--output", tmp_path).err
    answer = bangfu(
        "evaluate", county, "--as-of", DAY, "--format", "csv", "--output", tmp_path / "file" / "x.csv"
    )
    assert answer.code == 2
    assert "(unwritable_file)" in answer.err


def test_lines_are_those_of_the_exchange_format(bangfu: Callable[..., Any], county: Path) -> None:
    answer = bangfu("evaluate", county, "--as-of", DAY, "--format", "jsonl")
    assert answer.code == 0
    assert answer.err == ""
    for row in answer.rows:
        jsonschema.validate(row, LINE)
    assert {r["regulation"] for r in answer.rows} == {"gansu-2019-33", "tongwei-2018-59"}
    line = next(
        r
        for r in answer.rows
        if r["duty"] == "helper-household-visits"
        and r["household"] == "h1"
        and r["period_start"] == "2020-01-01"
    )
    assert (line["clause"], line["status"], line["evidence"]) == ("十(四)", "met", ["a1", "a2"])


def test_filters_only_narrow_what_is_shown(bangfu: Callable[..., Any], county: Path) -> None:
    every = bangfu("evaluate", county, "--as-of", DAY, "--format", "jsonl").rows
    for option, wanted in (
        (("--regulation", "gansu-2019-33"), [r for r in every if r["regulation"] == "gansu-2019-33"]),
        (("--status", "unmet"), [r for r in every if r["status"] == "unmet"]),
        (("--status", "met", "--status", "open"), [r for r in every if r["status"] in ("met", "open")]),
        (("--role", "unit_leader"), [r for r in every if r["role"] == "unit_leader"]),
        (("--place", "620000"), every),
    ):
        assert bangfu("evaluate", county, "--as-of", DAY, "--format", "jsonl", *option).rows == wanted


def test_a_place_takes_what_serves_it(bangfu: Callable[..., Any], county: Path) -> None:
    rows = bangfu("evaluate", county, "--as-of", DAY, "--format", "jsonl", "--place", "平襄镇").rows
    assert {"o1", "t1"} <= {r["organisation"] for r in rows}
    assert not {"o2", "t2"} & {r["organisation"] for r in rows}
    assert {r["household"] for r in rows} >= {"h1", "h2"}


def test_a_pack_of_ones_own_replaces_its_namesake(
    bangfu: Callable[..., Any], county: Path, tmp_path: Path
) -> None:
    pack = _changed(tmp_path)
    shown = ("--format", "jsonl", "--regulation", "gansu-2019-33", "--role", "responsible_helper")
    before = bangfu("evaluate", county, "--as-of", DAY, *shown).rows
    after = bangfu("evaluate", county, "--as-of", DAY, "--pack", pack, *shown).rows
    assert _of(before, "h1")["required"] == 2
    assert _of(after, "h1")["required"] == 9


def test_what_if_tells_who_would_newly_fail(bangfu: Callable[..., Any], county: Path, tmp_path: Path) -> None:
    answer = bangfu(
        "what-if", county, "--as-of", "2021-01-10", "--pack", _changed(tmp_path), "--format", "jsonl"
    )
    assert answer.code == 0
    changed = [r for r in answer.rows if r["household"] == "h1" and r["period_start"] == "2020-01-01"]
    assert [(r["change"], r["before"], r["after"]) for r in changed] == [("newly_failing", "met", "unmet")]


def test_explain_needs_a_single_verdict_and_shows_its_entries(
    bangfu: Callable[..., Any], county: Path
) -> None:
    words = (
        "explain",
        county,
        "--as-of",
        DAY,
        "--regulation",
        "gansu-2019-33",
        "--duty",
        "helper-household-visits",
    )
    assert "(no_such_verdict)" in bangfu(*words, "--household", "h9").err
    assert "(no_such_verdict)" in bangfu(*words).err
    answer = bangfu(*words, "--household", "h1", "--period", "2020-03-01", "--format", "jsonl")
    assert answer.code == 0
    assert [e["id"] for e in answer.rows[0]["counted"]] == ["a1", "a2"]
    table = bangfu(*words, "--household", "h1", "--format", "table")
    assert "十(四)" in table.out
    assert "a1" in table.out


def test_explain_shows_the_readings_not_taken_and_how_the_first_day_is_known(
    bangfu: Callable[..., Any], county: Path
) -> None:
    words = ("explain", county, "--as-of", DAY, "--regulation", "gansu-2019-33", "--format", "table")
    first, later = (
        bangfu(*words, "--duty", "overnight-stays", "--person", "9903", "--period", day).out.replace(
            "\n", " "
        )
        for day in ("2019-12-31", "2020-12-31")
    )
    head = shipped()["gansu-2019-33"].regulation
    assert head.start_note
    assert head.start_note.en in first
    assert head.start_note.en not in later
    assert "not taken: " in first


def test_spreadsheets_calculate_nothing(bangfu: Callable[..., Any], county: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(county, tmp_path / "case"))
    for name in ("organisations", "posts", "people", "activities"):
        path = case / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("o2", "=o2"), encoding="utf-8")
    for form in ("csv", "xlsx"):
        out = tmp_path / f"verdicts.{form}"
        assert bangfu("evaluate", case, "--as-of", DAY, "--output", out).code == 0
    with (tmp_path / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "'=o2" in {r["organisation"] for r in rows}
    book = python_calamine.load_workbook(tmp_path / "verdicts.xlsx")
    sheet = book.get_sheet_by_index(0).to_python()
    assert len(sheet) == len(rows) + 1
    assert any("=o2" in row for row in sheet)
    assert _formulas(tmp_path / "verdicts.xlsx") == 0


def test_a_table_tells_how_much_it_leaves_out(bangfu: Callable[..., Any], county: Path) -> None:
    answer = bangfu("evaluate", county, "--as-of", DAY, "--format", "table", "--limit", "3")
    assert answer.code == 0
    assert "more" in answer.out


def _changed(folder: Path) -> Path:
    """The Gansu pack with nine visits a year instead of two."""
    from importlib.resources import files

    text = (files("bangfu.regulation") / "packs" / "gansu-2019-33.toml").read_text(encoding="utf-8")
    at = text.index('id = "helper-household-visits"')
    text = text[:at] + text[at:].replace("at_least = 2", "at_least = 9", 1)
    path = folder / "changed.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _of(rows: list[dict[str, Any]], household: str) -> dict[str, Any]:
    return next(r for r in rows if r["duty"] == "helper-household-visits" and r["household"] == household)


def _formulas(path: Path) -> int:
    import zipfile

    with zipfile.ZipFile(path) as book:
        return sum(book.read(n).count(b"<f>") for n in book.namelist() if n.startswith("xl/worksheets/"))
