"""Tongwei's printed list and its supervision list: every known discrepancy, one sentence a test."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bangfu.facts.importing import Preview, preview_folder
from bangfu.facts.reading import read_case
from bangfu.facts.roster_check import Defect, check
from bangfu.facts.tongwei import CASE, HERE, RAW
from bangfu.facts.tongwei.build import build

Tables = dict[str, Preview]


@pytest.fixture(scope="module")
def tables() -> dict[str, Preview]:
    return {p.file.removesuffix(".tsv"): p for p in preview_folder(RAW)}


@pytest.fixture(scope="module")
def found() -> list[Defect]:
    return check(RAW, [])


def _of(found: list[Defect], kind: str, file: str = "") -> list[Defect]:
    return [d for d in found if d.defect == kind and d.file.startswith(file)]


def _totals(p: Preview) -> list[tuple[int, int]]:
    return [(t.printed, t.loaded) for t in p.totals]


# --- counts


def test_the_provincial_table_prints_8_units_and_27_villages_and_names_as_many(
    tables: Tables, found: list[Defect]
) -> None:
    assert _totals(tables["province"]) == [(8, 8), (27, 27)]
    assert not _of(found, "count_mismatch")


def test_the_municipal_table_prints_30_units_and_40_villages_and_names_as_many(tables: Tables) -> None:
    assert _totals(tables["prefecture"]) == [(30, 30), (40, 40)]


def test_the_county_table_prints_120_units_and_131_villages_but_names_118_and_129(
    tables: Tables, found: list[Defect]
) -> None:
    assert _totals(tables["county"]) == [(18, 18), (120, 118), (131, 129)]
    assert len(_of(found, "total_mismatch")) == 2


def test_the_gap_is_two_rows_whose_unit_and_village_are_lost(found: list[Defect]) -> None:
    assert [d.ids[1] for d in _of(found, "lost_cells")] == ["义岗镇 县审计局", "新景乡 县委组织部"]


def test_the_two_lead_units_of_the_lost_rows_assist_nowhere_and_nothing_is_filled_in(
    tables: Tables, found: list[Defect]
) -> None:
    assert [d.ids[0] for d in _of(found, "lead_unit_without_village")] == ["县审计局", "县委组织部"]
    assert [(r.unit, r.village) for r in tables["county"].lost] == [(None, None)] * 2


def test_196_named_villages_and_two_lost_ones_make_the_198_of_the_plan(tables: Tables) -> None:
    named = sum(len(p.named) for p in tables.values())
    assert (named, named + sum(len(p.lost) for p in tables.values())) == (196, 198)


def test_156_units_are_named_of_158(tables: Tables) -> None:
    assert len({r.unit for p in tables.values() for r in p.named}) == 156


# --- layout


def test_nineteen_rows_of_the_county_table_slid_sideways(tables: Tables, found: list[Defect]) -> None:
    assert len(_of(found, "shifted_row", "county")) == 19
    moves = Counter((r.after, r.column) for r in tables["county"].repairs if r.kind == "shifted_row")
    assert moves == {("→", "帮扶单位"): 16, ("→", "帮扶村名称"): 1, ("←", "乡镇"): 2}


def test_the_village_pushed_three_cells_left_is_the_second_of_the_unit_above(tables: Tables) -> None:
    row = next(r for r in tables["county"].named if r.village == "团结村")
    assert (row.township, row.unit) == ("常河镇", "县综合执法局")


def test_eleven_rows_continue_the_unit_above_and_eleven_units_have_two_villages(
    tables: Tables, found: list[Defect]
) -> None:
    assert len(_of(found, "continued_unit")) == 11
    villages = Counter(r.unit for r in tables["county"].named)
    assert sorted(villages.values())[-12:] == [1] + [2] * 11


# --- townships


def test_18_townships_are_written_in_24_ways(tables: Tables) -> None:
    rows = [r for p in tables.values() for r in p.rows]
    assert len({r.place for r in rows}) == 18
    assert len({r.township for r in rows}) == 24


def test_each_variant_spelling_is_told_once_a_file_and_all_stand_in_the_first_two_tables(
    found: list[Defect],
) -> None:
    told = {(d.file, d.ids[0]) for d in _of(found, "spelling") if not d.file.startswith("supervision")}
    variants = {"北城铺镇", "常家河镇", "华家岭镇", "寺子川乡", "寺子川镇", "李家店乡"}
    assert told == {("prefecture.tsv", v) for v in variants} | {("province.tsv", "李家店乡")}


def test_the_county_and_the_single_lead_units_are_written_once_in_the_first_two_tables(
    tables: Tables,
) -> None:
    assert {r.lead_unit for r in tables["province"].rows} == {"省建设厅"}
    assert {r.lead_unit for r in tables["prefecture"].rows} == {"市政府办"}


def test_each_township_has_one_county_lead_unit(tables: Tables) -> None:
    assert len({(r.place, r.lead_unit) for r in tables["county"].rows}) == 18


# --- villages


def test_no_village_is_listed_twice(found: list[Defect]) -> None:
    assert not _of(found, "duplicate")


def test_eight_village_names_stand_in_two_townships(found: list[Defect]) -> None:
    names = {d.ids[0]: set(d.ids[1:]) for d in _of(found, "same_name") if d.ids[0].endswith("村")}
    assert names == {
        "张湾村": {"榜罗镇", "陇阳镇"},
        "新合村": {"北城镇", "陇阳镇"},
        "南岔村": {"碧玉镇", "陇山镇"},
        "郭坪村": {"第三铺乡", "李店乡"},
        "石滩村": {"碧玉镇", "马营镇"},
        "李川村": {"碧玉镇", "马营镇"},
        "王岔村": {"北城镇", "襄南镇"},
        "高庄村": {"义岗镇", "常河镇"},
    }


def test_the_villages_of_each_township_are_counted(tables: Tables) -> None:
    count = Counter(p.name_of(r)[:-1] for p in tables.values() for r in p.named)
    assert count == {
        "马营": 20, "常河": 15, "榜罗": 14, "北城": 13, "第三铺": 12, "碧玉": 12, "平襄": 12, "襄南": 11, "陇山": 11, "华岭": 11,
        "陇川": 10, "寺子": 10, "什川": 10, "陇阳": 8, "鸡川": 8, "李店": 7, "义岗": 7, "新景": 5,
    }  # fmt: skip


def test_twelve_townships_have_no_provincial_unit_and_three_no_municipal_one(found: list[Defect]) -> None:
    missing = _of(found, "missing_level")
    assert len([d for d in missing if d.ids[1] == "province"]) == 12
    assert {d.ids[0] for d in missing if d.ids[1] == "prefecture"} == {"鸡川镇", "榜罗镇", "第三铺乡"}


# --- units


def test_units_with_more_than_one_village_are_4_of_8_8_of_30_and_11(tables: Tables) -> None:
    def several(name: str) -> dict[str, int]:
        return {u: n for u, n in Counter(r.unit for r in tables[name].named).items() if n > 1}

    assert several("province") == {"省建设厅": 8, "兰石集团": 10, "省中医院": 3, "省公务员局": 2}
    assert len(several("prefecture")) == 8
    assert len(several("county")) == 11


def test_two_units_assist_more_than_three_villages(found: list[Defect]) -> None:
    assert {d.ids[0]: len(d.ids) - 1 for d in _of(found, "too_many_villages")} == {
        "省建设厅": 8,
        "兰石集团": 10,
    }


def test_three_units_assist_in_two_townships_and_owe_reports_to_each(found: list[Defect]) -> None:
    told = {d.ids[0]: set(d.ids[1:]) for d in _of(found, "several_townships")}
    assert told == {
        "省建设厅": {"榜罗镇", "马营镇"},
        "兰石集团": {"第三铺乡", "榜罗镇"},
        "市司法局": {"寺子乡", "马营镇"},
    }


def test_eleven_pairs_of_units_share_a_name_at_two_levels(found: list[Defect]) -> None:
    pairs = [set(d.ids) for d in _of(found, "same_name") if not d.ids[0].endswith("村")]
    bases = {u[1:] for pair in pairs for u in pair}
    assert len(pairs) == 11
    assert bases == {
        "中医院",
        "住建局",
        "民政局",
        "司法局",
        "安监局",
        "政府法制办",
        "妇联",
        "气象局",
        "疾控中心",
        "邮储银行",
        "移动公司",
    }


def test_five_units_of_the_county_table_do_not_say_that_they_are_the_countys(found: list[Defect]) -> None:
    told = {d.ids[0] for d in _of(found, "no_level_prefix")}
    assert told == {"团县委", "寿险公司", "榜罗纪念馆", "甘肃银行", "通渭调查队"}


def test_in_four_townships_the_first_row_is_not_the_lead_unit(found: list[Defect]) -> None:
    assert {d.ids[1] for d in _of(found, "lead_unit_not_first")} == {
        "县农发行",
        "县工行",
        "县能源办",
        "县人行",
    }


# --- the supervision list


def test_seven_committees_supervise_18_townships_each_once(tables: Tables, found: list[Defect]) -> None:
    by_committee = Counter(r.committee for r in tables["supervision"].rows)
    assert sorted(by_committee.values()) == [2, 2, 2, 3, 3, 3, 3]
    assert not _of(found, "unsupervised_township") + _of(found, "supervised_twice")


def test_three_lead_units_are_written_shorter_in_the_supervision_list(found: list[Defect]) -> None:
    assert {d.ids[0] for d in _of(found, "spelling", "supervision")} == {"县委办", "县政府办", "县人大办"}


def test_nobody_supervises_the_lead_unit_of_jichuan(found: list[Defect]) -> None:
    assert [d.ids[1] for d in _of(found, "conflict")] == ["县政协办公室"]


def test_jichuan_is_supervised_by_an_office_of_its_own_lead_unit(found: list[Defect]) -> None:
    assert [d.ids[1:] for d in _of(found, "conflict_of_interest")] == [("县政协办公室", "办公室")]


def test_17_of_18_lead_units_have_a_supervisor(tables: Tables) -> None:
    assert len([r for r in tables["supervision"].rows if r.lead_unit]) == 17


def test_every_defect_speaks_both_languages_and_names_a_row_or_value(found: list[Defect]) -> None:
    assert all(d.note.zh and d.note.en and d.ids for d in found)


# --- the shipped case


def test_the_shipped_case_is_what_the_raw_tables_yield(tmp_path: Path) -> None:
    build(tmp_path)
    for made in sorted(p for p in tmp_path.rglob("*") if p.is_file()):
        shipped = HERE / made.relative_to(tmp_path)
        assert made.read_bytes() == shipped.read_bytes(), made.name


def test_the_shipped_case_reads_without_fault_and_holds_every_named_village() -> None:
    case = read_case(CASE)
    places = case["places"].to_pylist()
    levels = Counter(p["level"] for p in places)
    assert levels == {"province": 1, "prefecture": 1, "county": 1, "township": 18, "village": 196}
    assert all(p["tags"] == "poor_village" for p in places if p["level"] == "village")
    roles = Counter(p["role"] for p in case["posts"].to_pylist())
    assert roles == {"assisting_unit": 196, "lead_unit": 20, "township_government": 18}


def test_national_codes_are_found_for_191_villages_and_five_get_local_ones() -> None:
    villages = [p for p in read_case(CASE)["places"].to_pylist() if p["level"] == "village"]
    assert Counter(v["code_source"] for v in villages) == {"national": 191, "local": 5}
    assert Counter(v["code_match"] for v in villages) == {
        "exact": 171, "short_form": 12, "similar_character": 8, "none": 5,
    }  # fmt: skip
    assert all(v["code"].startswith(v["parent"]) for v in villages)
    assert {v["name"] for v in villages if v["code"][9] == "9"} == {
        "姚川村",
        "莽湾村",
        "西岷村",
        "三合村",
        "吊咀村",
    }


def test_villages_of_one_name_stay_apart() -> None:
    villages = [p for p in read_case(CASE)["places"].to_pylist() if p["level"] == "village"]
    parents: dict[str, set[str]] = defaultdict(set)
    for v in villages:
        parents[v["name"]].add(v["parent"])
    assert len([n for n, found in parents.items() if len(found) == 2]) == 8
