"""The shipped packs hold every provision of their documents; a damaged pack is refused with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.regulation.damaged_packs import DAMAGES

from bangfu.errors import BangfuError
from bangfu.language import Language
from bangfu.regulation.model import RULE_KINDS, Regulation, Title
from bangfu.regulation.packs import load, load_all, parse, rules_of, shipped, vocabulary_of

HERE = Path(__file__).parent
WHOLE = (HERE / "whole.toml").read_text(encoding="utf-8")
PACKS = pytest.mark.parametrize("pack", shipped().values(), ids=shipped())
MEASURABLE = ("duty_count", "duty_days", "duty_coverage", "duty_deadline")


def _inventory(pack: Regulation) -> dict[str, str]:
    """What a reader of the document listed: every atomic provision in its order, and of what kind it is."""
    text = (HERE / "inventory" / f"{pack.regulation.id}.txt").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())  # pyright: ignore[reportArgumentType]


@PACKS
def test_every_provision_stands_in_the_documents_order(pack: Regulation) -> None:
    listed, found = list(_inventory(pack)), [p.id for p in pack.provision]
    assert not set(listed) - set(found)
    assert [id_ for id_ in found if id_ in set(listed)] == listed


def test_the_five_documents_have_their_1565_provisions() -> None:
    assert sum(len(_inventory(p)) for p in shipped().values()) == 1565


@PACKS
def test_nothing_measurable_is_left_as_text(pack: Regulation) -> None:
    inventory = _inventory(pack)
    for provision in pack.provision:
        if inventory.get(provision.id) in MEASURABLE:
            assert provision.realisation.split(":")[0] in ("duty", "requirement", "milestone", "procedure"), (
                provision.id
            )
        if inventory.get(provision.id) in MEASURABLE[:3]:
            assert provision.realisation.split(":")[0] in ("duty", "requirement"), provision.id


@PACKS
def test_every_provision_works_somehow(pack: Regulation) -> None:
    names = {f"{kind}:{rule.id}" for kind, rule in rules_of(pack)}
    for provision in pack.provision:
        assert provision.text.strip(), provision.id
        assert provision.realisation, provision.id
        if (provision.realised_by or "").startswith(("duty:", "requirement:", "milestone:")):
            assert provision.realised_by in names, provision.id
        if provision.realisation == "text":
            assert provision.kind == "statement", provision.id


@PACKS
def test_readings_are_there_and_used(pack: Regulation) -> None:
    used = {r for p in pack.provision for k in RULE_KINDS for r in getattr(getattr(p, k), "readings", [])}
    known = {r.id for r in pack.reading}
    assert used <= known
    assert len(known) == len(pack.reading), "a reading stands twice"
    ids = {p.id for p in pack.provision}
    clauses = {p.clause for p in pack.provision}
    astray = [(r.id, t) for r in pack.reading for t in r.touches if t not in ids | clauses]
    assert not astray


@PACKS
def test_titles_stand_in_both_languages(pack: Regulation) -> None:
    titles = [pack.regulation.title, *(rule.title for _, rule in rules_of(pack))]
    titles += [t for r in pack.reading for t in (r.question, r.default, *r.others)]
    titles += [r.note for r in pack.relation] + [
        r.note for _, r in rules_of(pack) if getattr(r, "note", None)
    ]
    for title in titles:
        assert _chinese(title.zh), title
        # A clause or a document keeps its own number.
        assert sum(c.isascii() and c.isalpha() for c in title.en) > sum(
            "一" <= c <= "鿿" for c in title.en
        ), title
    for word in pack.word:
        assert _chinese(word.zh), word
        assert word.en.strip(), word


def test_no_two_rules_have_the_same_title() -> None:
    titles = [rule.title for pack in shipped().values() for _, rule in rules_of(pack)]
    assert len({t.zh for t in titles}) == len({t.en for t in titles}) == len(titles)


def _chinese(text: str) -> bool:
    return any("一" <= c <= "鿿" for c in text)


@PACKS
def test_relations_name_duties_that_exist(pack: Regulation) -> None:
    for relation in pack.relation:
        other = {rule.id for _, rule in rules_of(shipped()[relation.other])}
        assert set(relation.there) <= other, relation.row
        assert isinstance(relation.note, Title)


def test_the_undamaged_pack_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "whole.toml"
    path.write_text(WHOLE, encoding="utf-8")
    assert load(path) == parse(WHOLE, "whole.toml")


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_told_with_file_and_line(name: str) -> None:
    piece, instead, code, there = DAMAGES[name]
    assert piece in WHOLE
    text = WHOLE.replace(piece, instead, 1)
    with pytest.raises(BangfuError) as caught:
        parse(text, "pack.toml")
    problem = caught.value.problems[0]
    assert (problem.code, problem.file) == (code, "pack.toml")
    assert problem.row is not None
    line = text.splitlines()[problem.row - 1]
    assert there in line, f"line {problem.row}: {line}"
    languages: tuple[Language, ...] = ("zh", "en")
    for tongue in languages:
        assert problem.say(tongue).startswith(f"pack.toml:{problem.row}")


def test_all_faults_are_told_at_once() -> None:
    text = (
        WHOLE.replace('"first_secretary"', '"first"', 1)
        .replace('"household_visit"', '"visit"', 1)
        .replace('"duty:study"', '"duty:x"')
    )
    with pytest.raises(BangfuError) as caught:
        parse(text, "pack.toml")
    assert [p.value for p in caught.value.problems] == ["first", "visit", "duty:x"]


def test_two_new_packs_may_relate_to_each_other_but_not_to_one_that_is_not_there(tmp_path: Path) -> None:
    other = WHOLE.replace('"example-2026-1"', '"example-2026-2"')
    for name, text in (
        ("one.toml", WHOLE.replace('"gansu-2019-33"', '"example-2026-2"').replace('["party-', '["study"]#')),
        ("two.toml", other),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BangfuError) as caught:
        load(tmp_path / "one.toml")
    assert [p.code for p in caught.value.problems] == ["unknown_regulation"]
    assert len(load_all([tmp_path / "one.toml", tmp_path / "two.toml"])) == 2


@PACKS
def test_a_pack_written_out_and_read_again_is_the_same(pack: Regulation) -> None:
    assert Regulation.model_validate(pack.model_dump(mode="json")) == pack


@pytest.mark.parametrize(("at_least", "share"), [("100%", True), ("2/3", True), ("12.5%", True), (30, False)])
def test_a_whole_number_is_a_count_and_a_text_a_share(at_least: int | str, share: bool) -> None:
    said = json.dumps(at_least)
    pack = parse(WHOLE.replace('at_least = "100%"', f"at_least = {said}"), "pack.toml")
    duty = next(p.duty for p in pack.provision if p.duty and p.duty.id == "coverage")
    assert duty.is_share is share


def test_organisation_roles_are_said_by_their_words() -> None:
    roles = vocabulary_of(list(shipped().values())).organisation_roles
    assert {"assisting_unit", "posting_leading_group", "county_committee"} <= roles
    assert not {"unit_head", "township_head", "county_party_secretary", "own_unit"} & roles


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("bytes.toml", "absent.toml"):
        with pytest.raises(BangfuError) as caught:
            load(tmp_path / name)
        assert [p.code for p in caught.value.problems] == ["unreadable_pack"]


@given(
    st.integers(0, len(WHOLE.splitlines()) - 1),
    st.sampled_from(["", "x", "[", '= "', "0", '""', "[[provision]]", "place = 3"]),
)
def test_whatever_stands_on_a_line_no_other_error_escapes(number: int, instead: str) -> None:
    lines = WHOLE.splitlines()
    lines[number] = instead
    try:
        parse("\n".join(lines), "pack.toml")
    except BangfuError as caught:
        assert all(p.code and p.say("zh") for p in caught.problems)
