"""What reading refuses, forgives and understands. The people here are synthetic."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from tests.facts.damaged import GOOD, add, change, good_case
from tests.facts.damaged.in_files import workbook

from bangfu.errors import BangfuError
from bangfu.facts.case import Case
from bangfu.facts.reading import read_case, scan
from bangfu.facts.tables import TABLES
from bangfu.regulation.vocabulary import shared_vocabulary

WORDS = shared_vocabulary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return good_case(tmp_path / "case")


def read(path: Path) -> Case:
    return read_case(path, WORDS)


def test_all_faults_are_told_at_once_each_table_in_the_order_of_its_rows(folder: Path) -> None:
    add("people", "p1,合成人,o9,high,")(folder)
    add("activities", "a9,nothing,2019-02-30,,p9,,某地,,,,")(folder)
    with pytest.raises(BangfuError) as refused:
        read(folder)
    assert {(p.file, p.row, p.column) for p in refused.value.problems} == {
        ("people.csv", 4, "id"),
        ("people.csv", 4, "organisation"),
        ("people.csv", 4, "rank"),
        ("activities.csv", 5, "kind"),
        ("activities.csv", 5, "on"),
        ("activities.csv", 5, "person"),
        ("activities.csv", 5, "place"),
    }


def test_every_problem_of_a_row_names_its_id(folder: Path) -> None:
    add("activities", "a9,nothing,2019-02-03,,p9,,某地,,,,")(folder)
    _, problems = scan(folder, WORDS)
    assert {dict(p.details)["id"] for p in problems} == {"a9"}


def test_an_ambiguous_place_names_its_candidates(folder: Path) -> None:
    add("activities", "a9,village_visit,2019-03-05,,,,兴隆村,,,,")(folder)
    _, [problem] = scan(folder, WORDS)
    assert dict(problem.details)["candidates"] == "兴隆村 621121101201、兴隆村 621121102201"


def test_an_unknown_place_is_answered_with_near_ones(folder: Path) -> None:
    add("activities", "a9,village_visit,2019-03-05,,,,华川,,,,\na10,village_visit,2019-03-05,,,,花川村,,,,")(
        folder
    )
    _, [problem] = scan(folder, WORDS)
    assert problem.value == "花川村"
    assert "花川" in problem.say("zh")


def test_a_misspelt_code_is_answered_with_the_right_one(folder: Path) -> None:
    add("activities", "a9,houshold_visit,2019-03-05,,,,,,,,")(folder)
    _, [problem] = scan(folder, WORDS)
    assert "household_visit" in problem.say("en")


def test_a_table_that_cannot_be_read_is_not_blamed_for_every_reference(folder: Path) -> None:
    (folder / "people.csv").write_bytes(GOOD["people"].encode("gbk"))
    case, problems = scan(folder, WORDS)
    assert [p.code for p in problems] == ["gbk_text"]
    assert case["activities"]["person"].to_pylist() == ["p1", "p2", "p1"]


def test_a_faulty_optional_cell_is_unknown_and_a_faulty_needed_one_leaves_the_row_out(folder: Path) -> None:
    add("activities", "a8,household_visit,2019-03-05,,p9,,,,,,\na9,nothing,2019-03-05,,p1,,,,,,")(folder)
    case, _ = scan(folder, WORDS)
    assert case["activities"]["id"].to_pylist() == ["a1", "a2", "a3", "a8"]
    assert case["activities"]["person"].to_pylist()[-1] is None


def test_a_table_wrong_throughout_is_told_in_time(folder: Path) -> None:
    rows = "\n".join(f"x{n},kind_{n},2019-03-05,,q{n},,某村{n},,,," for n in range(3000))
    add("activities", rows)(folder)
    _, problems = scan(folder, WORDS)
    assert len(problems) == 9000


def test_a_good_case_has_every_table_in_the_types_of_the_format(folder: Path) -> None:
    case = read(folder)
    assert case.name == "case"
    for name, table in TABLES.items():
        assert case[name].schema.equals(table.schema), name
    assert case["activities"]["on"].to_pylist()[0] == date(2019, 3, 5)
    assert case["rankings"]["score"].to_pylist() == [85.5, 90.0]


def test_missing_files_and_missing_optional_columns_are_empty(folder: Path) -> None:
    (folder / "rankings.csv").unlink()
    (folder / "activities.csv").write_text("id,kind,on\na1,leave_day,2019-03-05\n", encoding="utf-8")
    case = read(folder)
    assert case["rankings"].num_rows == 0
    assert case["activities"]["person"].to_pylist() == [None]


def test_a_table_of_a_header_alone_is_empty(folder: Path) -> None:
    (folder / "rankings.csv").write_text("year,subject_kind", encoding="utf-8")
    assert read(folder)["rankings"].num_rows == 0


def test_extra_columns_are_kept_after_the_known_ones(folder: Path) -> None:
    (folder / "people.csv").write_text("phone,id,name\n=1+1,p1,甲\n,p2,乙\n", encoding="utf-8")
    people = read(folder)["people"]
    assert people.column_names == [*TABLES["people"].by_name, "phone"]
    assert people["phone"].to_pylist() == ["=1+1", None]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_a_byte_order_mark_and_blank_lines_do_not_matter(folder: Path, line_end: str) -> None:
    text = GOOD["activities"].replace("\n", line_end) + line_end
    (folder / "activities.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read(folder)["activities"]["note"].to_pylist()[2] == '他说“好”, 又说 "行"。'


def test_rows_are_counted_as_a_person_sees_them(folder: Path) -> None:
    people = 'id,name\n\np1,"two\nlines"\n,\np2,乙\np1,丙\n'
    (folder / "people.csv").write_text(people, encoding="utf-8")
    _, [problem] = scan(folder, WORDS)
    assert (problem.code, problem.row, dict(problem.details)["earlier"]) == ("duplicate", 6, "3")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("621121000000", "621121"),
        ("62", "620000"),
        ("620000000000", "620000"),
        ("621121101000", "621121101"),
        ("621121101", "621121101"),
        ("通渭县", "621121"),
        ("华川村", "621121102202"),
        ("花川", "621121102202"),
    ],
)
def test_places_resolve_by_code_name_and_alias(folder: Path, written: str, code: str) -> None:
    add("activities", f"a9,village_visit,2019-03-05,,,,{written},,,,")(folder)
    assert read(folder)["activities"]["place"].to_pylist()[-1] == code


def test_only_places_written_by_alias_are_noted_as_spellings(folder: Path) -> None:
    add("activities", "a8,village_visit,2019-03-05,,,,花川,,,,\na9,village_visit,2019-03-05,,,,华川村,,,,")(
        folder
    )
    [spelling] = read(folder).spellings
    assert (spelling.file, spelling.row, spelling.value) == ("activities.csv", 5, "花川")
    assert dict(spelling.details) == {"code": "621121102202", "id": "a8"}


def test_a_case_may_add_words_of_its_own(folder: Path) -> None:
    (folder / "vocabulary.csv").write_text("type,code,zh\nactivity,tree_planting,植树\n", encoding="utf-8")
    add("activities", "a9,tree_planting,2019-03-05,,p1,,,,,,")(folder)
    case = read(folder)
    assert case.vocabulary().name("activity", "tree_planting") == "植树"


def test_a_case_may_add_roles_and_says_by_column_or_note_who_holds_them(folder: Path) -> None:
    rows = "role,a,,甲,organisation; place = village\nrole,b,organisation,乙,\nrole,c,person,丙,organisation\nrole,d,,丁,\n"
    (folder / "vocabulary.csv").write_text("type,code,held_by,zh,note\n" + rows, encoding="utf-8")
    assert read(folder).vocabulary().organisation_roles - WORDS.organisation_roles == {"a", "b"}


def test_a_year_long_entry_is_the_longest(folder: Path) -> None:
    add("activities", "a9,resident_day,2020-01-01,2020-12-31,p2,,,,,,")(folder)
    assert read(folder)["activities"].num_rows == 4


def test_a_parent_may_be_several_levels_up(folder: Path) -> None:
    change("places", "通渭县,county,620000", "通渭县,county,")(folder)
    add("places", "621121103201,某村,village,621121,,,")(folder)
    assert read(folder)["places"].num_rows == 8


def test_a_workbook_reads_as_the_folder_does(folder: Path) -> None:
    from_book, from_folder = read(workbook(folder, {})), read(folder)
    for name in TABLES:
        assert from_book[name].equals(from_folder[name]), name


def test_a_described_case_may_lie_in_another_folder_inside(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "people.csv").rename(folder / "data" / "staff.csv")
    (folder / "datapackage.json").write_text(
        '{"resources": [{"name": "people", "path": "data/staff.csv"}, {"name": "x", "path": "x.txt"}]}'
    )
    assert read(folder)["people"].num_rows == 2


def test_the_default_vocabulary_is_used_where_none_is_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bangfu.facts.reading.shipped", dict)
    assert isinstance(read_case(str(folder))["places"], pa.Table)
