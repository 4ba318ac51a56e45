"""`overlaps`, `load` and the summary of `what-if`: what a county sees before it adopts a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bangfu.regulation import packs

DAY = "2020-12-31"
GANSU, TONGWEI = "gansu-2019-33", "tongwei-2018-59"
PACKS = Path(packs.__file__).parent / "packs"


def _asking_more(folder: Path) -> Path:
    """The provincial list with another number of visits to each household."""
    text = (PACKS / f"{GANSU}.toml").read_text(encoding="utf-8")
    head, duty = text.split('id = "helper-household-visits"')
    pack = folder / "changed.toml"
    pack.write_text(
        head + 'id = "helper-household-visits"' + duty.replace("at_least = 2", "at_least = 9", 1), "utf-8"
    )
    return pack


def test_documents_of_other_places_have_nothing_in_common(bangfu: Callable[..., Any]) -> None:
    answer = bangfu("overlaps", GANSU, "--beside", "xinfeng-2017-5", "--format", "jsonl")
    assert (answer.code, answer.out) == (0, "")
    assert "No matter" in bangfu("overlaps", GANSU, "--beside", "xinfeng-2017-5", "--format", "table").out


def test_overlaps_are_told_as_rows_and_as_sentences(bangfu: Callable[..., Any]) -> None:
    rows = bangfu("overlaps", GANSU, "--beside", TONGWEI, "--format", "jsonl").rows
    study = next(r for r in rows if (r["matter"], r["family"]) == ("study", "unit"))
    assert (study["relation"], study["stricter"], study["declared"]) == ("cumulative", "neither", True)
    assert study["new"]["asked"][0]["demands"][0]["amount"] == 4
    assert len(rows) == len(bangfu("overlaps", GANSU, "--format", "jsonl").rows) == 22
    assert "4 times a year" in bangfu("overlaps", GANSU, "--format", "table").out.replace("\n", " ")


def test_a_pack_in_a_file_is_set_beside_the_shipped_ones(bangfu: Callable[..., Any], tmp_path: Path) -> None:
    rows = bangfu("overlaps", _asking_more(tmp_path), "--format", "jsonl").rows
    visits = next(r for r in rows if r["matter"] == "household_visits")
    assert (visits["relation"], visits["present"]) == ("only_new", None)
    assert [d["amount"] for a in visits["new"]["asked"] for d in a["demands"]] == [9]


def test_load_knows_hours_only_from_minutes(bangfu: Callable[..., Any], county: Path) -> None:
    words = ("load", county, "--as-of", DAY, "--regulation", TONGWEI, "--format", "jsonl")
    helper = next(r for r in bangfu(*words).rows if (r["role"], r["year"]) == ("responsible_helper", 2020))
    assert (helper["entries"], helper["hours"]) == ({"least": 2, "most": 2}, None)
    timed = bangfu(*words, "--minutes", "practical_help=90").rows
    helper = next(r for r in timed if (r["role"], r["year"]) == ("responsible_helper", 2020))
    assert helper["hours"] == {"least": 3.0, "most": 3.0}


def test_load_of_two_documents_is_a_span(bangfu: Callable[..., Any], county: Path) -> None:
    rows = bangfu("load", county, "--as-of", DAY, "--format", "jsonl").rows
    township = next(r for r in rows if (r["role"], r["year"]) == ("township_government", 2020))
    assert (township["bearers"], township["entries"]) == (2, {"least": 24, "most": 48})
    assert "24 – 48" in bangfu("load", county, "--as-of", DAY, "--format", "table").out


def test_what_if_sums_up_and_names_what_is_lacking(
    bangfu: Callable[..., Any], county: Path, tmp_path: Path
) -> None:
    words = ("what-if", county, "--as-of", "2021-01-10", "--pack", _asking_more(tmp_path))
    rows = bangfu(*words, "--summary", "--format", "jsonl").rows
    assert {r["by"] for r in rows} == {"place", "duty", "gap"}
    failing = [r for r in rows if r["by"] == "duty" and r["change"] == "newly_failing"]
    assert [(r["duty"], r["clause"]) for r in failing] == [("helper-household-visits", "十(四)")]
    assert sum(r["number"] for r in failing) == len(
        [r for r in bangfu(*words, "--format", "jsonl").rows if r["change"] == "newly_failing"]
    )
    table = bangfu(*words, "--format", "table").out
    assert "What the roster lacks" in table
    assert "By township" in table


def test_a_document_yet_to_come_is_tried_on_a_past_year(
    bangfu: Callable[..., Any], county: Path, tmp_path: Path
) -> None:
    pack = _asking_more(tmp_path)
    pack.write_text(pack.read_text("utf-8").replace("start = 2019-07-31", "start = 2030-01-01", 1), "utf-8")
    words = ("what-if", county, "--as-of", "2021-01-10", "--pack", pack, "--format", "jsonl")
    assert {r["change"] for r in bangfu(*words).rows} == {"no_longer_owed"}
    assert "(bad_date)" in bangfu(*words, "--from", "2020").err
    assert "newly_failing" in {r["change"] for r in bangfu(*words, "--from", "2020-01-01").rows}


def test_the_same_document_changes_nothing(bangfu: Callable[..., Any], county: Path) -> None:
    pack = PACKS / f"{GANSU}.toml"
    answer = bangfu("what-if", county, "--as-of", DAY, "--pack", pack, "--format", "jsonl")
    assert (answer.code, answer.out) == (0, "")
