"""A case written and read back is the same case, and a written folder is a valid Data Package."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.facts.damaged import good_case

from bangfu.errors import BangfuError
from bangfu.facts.case import Case, case_of
from bangfu.facts.reading import read_case
from bangfu.facts.tables import TABLES
from bangfu.facts.writing import write_case
from bangfu.regulation.vocabulary import shared_vocabulary

WORDS = shared_vocabulary()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(good_case(tmp_path / "case"), WORDS)


def assert_same(one: Case, other: Case) -> None:
    for name in TABLES:
        assert one[name].equals(other[name]), name


def test_a_folder_with_something_else_is_refused_and_left_alone(case: Case, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("dear")
    with pytest.raises(BangfuError, match="foreign_folder"):
        write_case(case, other)
    assert [p.name for p in other.iterdir()] == ["letter.txt"]


def test_a_package_of_others_is_refused(case: Case, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "datapackage.json").write_text('{"name": "rivers", "resources": []}')
    with pytest.raises(BangfuError, match="foreign_folder"):
        write_case(case, other)


def test_our_own_case_with_a_note_beside_it_is_refused(case: Case, tmp_path: Path) -> None:
    ours = write_case(case, tmp_path / "ours")
    (ours / "note.txt").write_text("mine")
    with pytest.raises(BangfuError, match=r"note\.txt"):
        write_case(case, ours)


def test_a_file_in_the_way_is_refused(case: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BangfuError, match="foreign_folder"):
        write_case(case, tmp_path / "file")


def test_a_folder_that_cannot_be_made_is_told(case: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BangfuError, match="unwritable_folder"):
        write_case(case, tmp_path / "file" / "below")


def test_a_failure_midway_leaves_the_earlier_case_and_no_rubbish(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = write_case(case, tmp_path / "out" / "ours")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bangfu.facts.writing._write_csv", full)
    with pytest.raises(BangfuError, match="No space left"):
        write_case(case_of("x", {"people": case["people"]}), ours)
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["ours"]
    assert_same(case, read_case(ours, WORDS))


def test_csv_to_parquet_to_csv_is_the_same_to_the_byte(case: Case, tmp_path: Path) -> None:
    first = write_case(case, tmp_path / "csv" / "case")
    parquet = write_case(read_case(first, WORDS), tmp_path / "parquet" / "case", "parquet")
    from_parquet = read_case(parquet, WORDS)
    assert_same(case, from_parquet)
    second = write_case(from_parquet, tmp_path / "again" / "case")
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {
        p.name: p.read_bytes() for p in second.iterdir()
    }


def test_writing_again_replaces_tables_that_are_gone(case: Case, tmp_path: Path) -> None:
    ours = write_case(case, tmp_path / "ours")
    write_case(
        case_of("x", {"organisations": case["organisations"], "places": case["places"]}), ours, "parquet"
    )
    assert sorted(p.name for p in ours.iterdir()) == [
        "datapackage.json",
        "organisations.parquet",
        "places.parquet",
    ]


def test_an_empty_case_can_be_written_and_read(tmp_path: Path) -> None:
    assert_same(case_of("x", {}), read_case(write_case(case_of("x", {}), tmp_path / "x"), WORDS))


def test_frictionless_finds_the_package_valid(case: Case, tmp_path: Path) -> None:
    folder = write_case(case, tmp_path / "out")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    keys = {r["name"]: r["schema"] for r in described["resources"]}
    assert keys["places"]["primaryKey"] == "code"
    assert {k["fields"]: k["reference"]["resource"] for k in keys["posts"]["foreignKeys"]} == {
        "person": "people",
        "organisation": "organisations",
        "place": "places",
    }


def test_a_package_with_made_up_rows_says_so_and_others_do_not(case: Case, tmp_path: Path) -> None:
    made_up = case["organisations"].append_column(
        "synthetic", pa.array(["yes"] * case["organisations"].num_rows)
    )
    for tables, keywords in ((case.tables, None), ({**case.tables, "organisations": made_up}, ["synthetic"])):
        folder = write_case(case_of("x", tables), tmp_path / "out")
        described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        assert described.get("keywords") == keywords
        assert frictionless.validate(str(folder / "datapackage.json")).valid


def test_frictionless_sees_what_we_would_refuse(case: Case, tmp_path: Path) -> None:
    folder = write_case(case, tmp_path / "out")
    text = (folder / "posts.csv").read_text(encoding="utf-8")
    (folder / "posts.csv").write_text(text.replace("p1", "p9"), encoding="utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


odd = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.none() | odd, min_size=1, max_size=5),
    scores=st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=3),
)
def test_odd_text_and_numbers_survive(tmp_path: Path, texts: list[str | None], scores: list[float]) -> None:
    people = pa.table({"id": [f"p{n}" for n in range(len(texts))], "name": pa.array(texts, pa.string())})
    extra = people.append_column('=odd, "column"', people["name"])
    nulls = {c.name: pa.nulls(len(texts), c.arrow) for c in TABLES["people"].columns}
    known = pa.table({**nulls, **{n: extra[n] for n in extra.column_names}})
    years = list(range(2000, 2000 + len(scores)))
    rankings = pa.Table.from_pylist(
        [{"year": y, "subject_kind": "unit", "score": s} for y, s in zip(years, scores, strict=True)],
        schema=TABLES["rankings"].schema,
    )
    case = case_of("odd", {"people": known, "rankings": rankings})
    for format_ in ("csv", "parquet"):
        folder = write_case(case, tmp_path / format_, format_)
        assert_same(case, read_case(folder, WORDS))
