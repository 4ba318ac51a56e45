"""`roster check`: every kind of defect in a small roster, and what is no defect.

The cast: o1 and o2 assist villages of one township; p1 and p2 are cadres; all of it is synthetic.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from bangfu.errors import BangfuError
from bangfu.facts.reading import scan
from bangfu.facts.roster_check import Defect, check, defects
from bangfu.regulation.model import Regulation

PLACES = """code,name,level,parent,tags,area,aliases
999901,合成县,county,,,,
999901100,东河镇,township,999901,,,东家河镇
999901100201,一村,village,999901100,poor_village,,
999901100202,二村,village,999901100,poor_village,,
999901100203,三村,village,999901100,,,
999901100204,四村,village,999901100,,,
"""
BASE = {
    "places": PLACES,
    "organisations": "id,name,level,kind,place\no1,甲局,county,,999901\no2,乙局,county,,999901\n",
    "people": "id,name,organisation,rank,staff_type\np1,合成甲,o1,,\np2,合成乙,o2,,\n",
}
POSTS = "id,role,person,organisation,place,start,end\n"
HOUSEHOLDS = "id,place,head,kinds,start,end\n"
PAIRINGS = "id,person,household,start,end\n"

Check = Callable[..., list[Defect]]


@pytest.fixture
def found(tmp_path: Path) -> Check:
    """Writes the small case with these tables and checks it, under requirements if any are given."""

    def run(*rules: dict[str, object], **tables: str) -> list[Defect]:
        folder = tmp_path / "case"
        folder.mkdir(exist_ok=True)
        for name, text in {**BASE, **tables}.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return check(folder, [_pack(*rules)] if rules else [])

    return run


def _pack(*rules: dict[str, object], start: str = "2030-01-01", end: str | None = None) -> Regulation:
    head = {
        "id": "example", "title": {"zh": "例", "en": "Example"}, "number": "1", "issuer": ["x"],
        "place": "999901000000", "issued": start, "start": start, "end": end,
    }  # fmt: skip
    title = {"zh": "岗位", "en": "post"}
    provisions = [
        {
            "id": f"一/{n}/a", "kind": "requirement", "text": "须有人",
            "requirement": {"id": f"r-{n}", "title": title, "check": "post", **rule},
        }
        for n, rule in enumerate(rules)
    ]  # fmt: skip
    return Regulation.model_validate({"regulation": head, "provision": provisions})


def _lines(found: list[Defect]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(d.defect, d.file, d.ids) for d in found]


# --- what is refused, what is merely told


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BangfuError):
        check(tmp_path / "nothing", [])


def test_a_printed_table_without_a_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.tsv").write_text("乡镇\t村\n", encoding="utf-8")
    with pytest.raises(BangfuError) as e:
        check(tmp_path / "list.tsv", [])
    assert e.value.problems[0].code == "no_layout"


def test_a_clean_roster_has_no_defect(found: Check) -> None:
    assert found(posts=POSTS + "a,assisting_unit,,o1,999901100201,2030-01-01,\n") == []


def test_bad_cells_are_told_with_row_and_value_and_stop_nothing(found: Check) -> None:
    posts = (
        "a,assisting_unit,,o1,999901100201,2030-01-01,\n"
        "a,assisting_unit,,o2,999901100202,2030-01-01,\n"
        "b,assisting_unti,,o1,999901100201,2030-01-01,\n"
        "c,assisting_unit,,o9,999901100201,2030-01-01,\n"
        "d,assisting_unit,,o1,999901100999,2030-01-01,\n"
        "e,assisting_unit,,o1,999901100201,2030-02-30,\n"
    )
    lines = _lines(found(posts=POSTS + posts))
    assert [(kind, ids) for kind, _, ids in lines if kind != "overlap"] == [
        ("duplicate", ("a",)),
        ("unknown_code", ("b", "assisting_unti")),
        ("unknown_reference", ("c", "o9")),
        ("unknown_reference", ("d", "999901100999")),
        ("bad_value", ("e", "2030-02-30")),
    ]
    assert all(file == "posts.csv" for _, file, _ in lines)


def test_a_table_that_cannot_be_read_is_told(found: Check) -> None:
    assert [d.defect for d in found(posts=POSTS + "")] == []
    assert [d.defect for d in found(posts="")] in (["unreadable_file"], ["bad_value"])


# --- spelling


def test_an_alias_is_told_once_a_file_with_its_rows(found: Check) -> None:
    rows = (
        "a,lead_unit,,o1,东家河镇,2030-01-01,2030-01-31\n"
        "b,township_government,,o2,东家河镇,2030-01-01,\n"
        "c,township_group,,o2,东河镇,2030-01-01,\n"
    )
    lines = _lines(found(posts=POSTS + rows))
    assert lines == [("spelling", "posts.csv", ("东家河镇", "a", "b"))]


# --- overlap


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("unit_head", "o1,"),
        ("team_leader", "o1,999901100201"),
        ("first_secretary", "o1,999901100201"),
        ("county_liaison_leader", ",999901100"),
        ("township_party_secretary", ",999901100"),
    ],
)
def test_a_post_for_one_held_by_two_is_an_overlap(found: Check, role: str, where: str) -> None:
    rows = f"a,{role},p1,{where},2030-01-01,2030-06-30\nb,{role},p2,{where},2030-06-30,\n"
    lines = found(posts=POSTS + rows)
    assert _lines(lines) == [("overlap", "posts.csv", ("a", "b"))]
    assert "2030-06-30" in lines[0].note.zh


def test_a_post_handed_over_from_one_day_to_the_next_is_no_overlap(found: Check) -> None:
    rows = "a,unit_head,p1,o1,,2030-01-01,2030-06-30\nb,unit_head,p2,o1,,2030-07-01,\n"
    assert found(posts=POSTS + rows) == []


def test_two_team_members_or_two_liaison_leaders_of_a_village_are_no_overlap(found: Check) -> None:
    rows = (
        "a,team_member,p1,o1,999901100201,2030-01-01,\nb,team_member,p2,o1,999901100201,2030-01-01,\n"
        "c,county_liaison_leader,p1,,999901100201,2030-01-01,\n"
        "d,county_liaison_leader,p2,,999901100201,2030-01-01,\n"
    )
    assert found(posts=POSTS + rows) == []


def test_lead_units_of_two_levels_in_one_county_are_no_overlap_but_of_one_level_are(found: Check) -> None:
    rows = "a,lead_unit,,o1,999901,2030-01-01,\nb,lead_unit,,o2,999901,2030-01-01,\n"
    assert [d.ids for d in found(posts=POSTS + rows)] == [("a", "b")]
    organisations = BASE["organisations"].replace("乙局,county", "乙局,province")
    assert found(posts=POSTS + rows, organisations=organisations) == []


def test_the_same_post_recorded_twice_is_one_overlap(found: Check) -> None:
    rows = "a,unit_head,p1,o1,,2030-01-01,\nb,unit_head,p1,o1,,2030-03-01,2030-03-31\n"
    assert _lines(found(posts=POSTS + rows)) == [("overlap", "posts.csv", ("a", "b"))]


def test_the_same_pair_recorded_twice_is_an_overlap_and_two_helpers_are_not(found: Check) -> None:
    households = HOUSEHOLDS + "h1,999901100201,合成户,registered,2030-01-01,\n"
    twice = PAIRINGS + "x,p1,h1,2030-01-01,\ny,p1,h1,2030-05-01,\nz,p2,h1,2030-01-01,\n"
    lines = _lines(found(households=households, pairings=twice))
    assert lines == [("overlap", "pairings.csv", ("x", "y"))]


# --- households


def test_a_household_is_told_once_with_every_stretch_without_a_helper(found: Check) -> None:
    households = HOUSEHOLDS + "h1,999901100201,合成户,registered,2030-01-01,2030-12-31\n"
    pairings = PAIRINGS + "x,p1,h1,2030-02-01,2030-06-30\ny,p2,h1,2030-07-02,\n"
    lines = found(households=households, pairings=pairings)
    assert _lines(lines) == [("household_without_helper", "households.csv", ("h1",))]
    note = lines[0].note.zh
    assert all(day in note for day in ("2030-01-01", "2030-01-31", "2030-07-01"))


def test_a_household_that_nobody_was_ever_paired_with_is_told(found: Check) -> None:
    lines = found(households=HOUSEHOLDS + "h1,999901100201,合成户,registered scattered,,\n")
    assert [d.ids for d in lines] == [("h1",)]


def test_helpers_who_follow_each_other_without_a_gap_are_enough(found: Check) -> None:
    households = HOUSEHOLDS + "h1,999901100201,合成户,scattered,2030-01-01,2030-12-31\n"
    pairings = PAIRINGS + "x,p1,h1,2030-01-01,2030-06-30\ny,p2,h1,2030-07-01,2030-12-31\n"
    assert found(households=households, pairings=pairings) == []


def test_a_household_of_another_kind_needs_no_helper(found: Check) -> None:
    assert found(households=HOUSEHOLDS + "h1,999901100201,合成户,,2030-01-01,\n") == []


# --- units


def _assisting(*rows: str) -> str:
    return POSTS + "".join(f"a{n},assisting_unit,,o1,{row}\n" for n, row in enumerate(rows))


def test_four_villages_at_once_are_too_many(found: Check) -> None:
    lines = found(posts=_assisting(*(f"99990110020{n},2030-01-01," for n in (1, 2, 3, 4))))
    assert [(d.defect, d.ids[0], len(d.ids)) for d in lines] == [("too_many_villages", "o1", 5)]


def test_four_villages_one_after_another_are_not(found: Check) -> None:
    rows = [f"99990110020{n},2030-01-01," for n in (1, 2)] + [
        "999901100203,2030-01-01,2030-06-30",
        "999901100204,2030-07-01,",
    ]
    assert found(posts=_assisting(*rows)) == []


def test_how_many_are_too_many_is_a_setting(found: Check, tmp_path: Path) -> None:
    found(posts=_assisting("999901100201,2030-01-01,", "999901100202,2030-01-01,"))
    assert [d.defect for d in check(tmp_path / "case", [], max_villages=1)] == ["too_many_villages"]


# --- vacant posts


def test_a_village_without_the_post_a_regulation_names_is_vacant_for_the_stretch(found: Check) -> None:
    rule = {"role": "team_leader", "at": "village", "only": {"place_tag": "poor_village"}}
    rows = (
        "a,team_leader,p1,o1,999901100201,2030-01-01,2030-06-30\n"
        "b,team_leader,p2,o1,999901100201,2030-08-01,2030-12-31\n"
        "c,team_leader,p2,o1,999901100202,2030-01-01,2030-12-31\n"
    )
    lines = found(rule, posts=POSTS + rows)
    assert _lines(lines) == [("vacant_post", "posts.csv", ("team_leader", "999901100201"))]
    assert "2030-07-01–2030-07-31" in lines[0].note.zh


def test_a_post_is_needed_only_while_the_regulation_is_in_force(tmp_path: Path, found: Check) -> None:
    found(posts=POSTS + "a,assisting_unit,,o1,999901100201,2029-01-01,2029-12-31\n")
    case, problems = scan(tmp_path / "case")
    rule: dict[str, object] = {"role": "county_liaison_leader", "at": "township"}
    assert defects(case, problems, [_pack(rule)]) == []
    earlier = _pack(rule, start="2029-05-01", end="2029-06-30")
    notes = [d.note.zh for d in defects(case, problems, [earlier])]
    assert len(notes) == 1
    assert "2029-05-01–2029-06-30" in notes[0]


def test_a_regulation_of_another_county_asks_nothing_here(tmp_path: Path, found: Check) -> None:
    found(posts=POSTS + "a,assisting_unit,,o1,999901100201,2030-01-01,\n")
    case, problems = scan(tmp_path / "case")
    pack = _pack({"role": "county_liaison_leader", "at": "township"})
    head = pack.regulation.model_copy(update={"place": "999902000000"})
    assert defects(case, problems, [pack.model_copy(update={"regulation": head})]) == []


def test_every_assisting_unit_needs_its_head_while_it_assists(found: Check) -> None:
    rows = (
        "a,assisting_unit,,o1,999901100201,2030-01-01,2030-12-31\n"
        "b,assisting_unit,,o2,999901100202,2030-01-01,2030-12-31\n"
        "c,unit_head,p1,o1,,2030-01-01,2030-12-31\n"
    )
    lines = found({"role": "unit_head", "at": "unit"}, posts=POSTS + rows)
    assert [d.ids for d in lines] == [("unit_head", "o2")]


def test_a_post_needed_only_where_such_households_live(found: Check) -> None:
    rule = {"role": "township_group", "at": "township", "with_households": ["scattered"]}
    assert found(rule, posts=_assisting("999901100201,2030-01-01,")) == []
    households = HOUSEHOLDS + "h1,999901100203,合成户,scattered,2030-03-01,2030-12-31\n"
    pairings = PAIRINGS + "x,p1,h1,2030-03-01,2030-12-31\n"
    lines = found(
        rule, posts=_assisting("999901100201,2030-01-01,"), households=households, pairings=pairings
    )
    assert [d.ids for d in lines] == [("township_group", "999901100")]
    assert "2030-03-01–2030-12-31" in lines[0].note.zh


def test_a_post_without_anyone_in_it_is_vacant(found: Check) -> None:
    rows = "a,county_liaison_leader,,,999901100,2030-01-01,2030-12-31\n"
    lines = found({"role": "county_liaison_leader", "at": "township"}, posts=POSTS + rows)
    assert [(d.defect, d.ids) for d in lines] == [
        ("post_without_holder", ("a", "county_liaison_leader")),
        ("vacant_post", ("county_liaison_leader", "999901100")),
    ]


def test_two_regulations_that_ask_the_same_give_one_line(tmp_path: Path, found: Check) -> None:
    found(posts=POSTS + "a,assisting_unit,,o1,999901100201,2030-01-01,\n")
    case, problems = scan(tmp_path / "case")
    pack = _pack({"role": "county_liaison_leader", "at": "township"})
    head = pack.regulation.model_copy(update={"id": "other"})
    lines = defects(case, problems, [pack, pack.model_copy(update={"regulation": head})])
    assert len(lines) == 1
    assert "example" in lines[0].note.en
    assert "other" in lines[0].note.en


def test_a_post_that_nobody_holds_is_told(found: Check) -> None:
    posts = POSTS + "t1,team_leader,,,999901100201,,\nt2,assisting_unit,,o1,999901100201,,\n"
    (defect,) = [d for d in found(posts=posts) if d.defect == "post_without_holder"]
    assert defect.ids == ("t1", "team_leader")


def test_a_helper_among_the_posts_is_told_as_it_follows_from_pairings(found: Check) -> None:
    posts = POSTS + "t1,responsible_helper,p1,,999901100201,,\nt2,team_leader,p1,,999901100201,,\n"
    (defect,) = [d for d in found(posts=posts) if d.defect == "post_by_pairing"]
    assert defect.ids == ("t1", "responsible_helper")
    assert "pairings" in defect.note.en
